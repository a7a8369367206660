import type { Row, Sample } from '../row'
import type { Side } from '../side'

export type WorkerState = 'stopped' | 'running'

/** Ours is asked what the popup asks when it opens. */
const question = { to: 'background', name: 'outcome' }

export const reply: Row[] = (['stopped', 'running'] as const).map(state => ({
  title: `${state} worker to reply`,
  unit: 'ms',
  ours: replyFrom(state),
  empty: replyFrom(state),
}))

/** From a message sent by a page of the extension to its answer there. */
export function replyFrom(state: WorkerState): Sample {
  return async side => {
    await bring(side, state)
    return side.desk.evaluate(async question => {
      const from = performance.now()
      const answer = await chrome.runtime.sendMessage(question)
      if (answer === undefined || answer === null) throw new Error('The worker did not answer')
      return performance.now() - from
    }, question)
  }
}

export async function bring({ worker, desk }: Side, state: WorkerState): Promise<void> {
  if (state === 'stopped') await worker.stop()
  else await desk.evaluate(question => chrome.runtime.sendMessage(question), question)
}
