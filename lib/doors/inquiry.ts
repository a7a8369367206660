import type { Entry } from '../rules/entry'
import { type Code, faultOf } from '../rules/fault'
import type { Heard } from '../rules/receipt'
import type { Api } from './api/api'

export type Outside = {
  api: (origin: string) => Api
  metadataKey: (entry: Entry) => Promise<string>
}

/** What is wrong with one answer. Everything else is wrong with the server, or with the way to it. */
const ofThisOne: ReadonlySet<Code> = new Set([
  'garbled',
  'incomplete',
  'answerTooBig',
  'handleLost',
  'unexpected',
])

/**
 * One round of asking what became of secrets, one by one. A server that does not answer as it should is asked
 * nothing more in this round. Never rejects.
 */
export function createInquiry({ api, metadataKey }: Outside) {
  const leftAlone = new Set<string>()
  const heardOf =
    (entry: Entry) =>
    (error: unknown): Heard => {
      const { code } = faultOf(error)
      if (code === 'gone') return { is: 'unknown' }
      if (!ofThisOne.has(code)) leftAlone.add(entry.server)
      return { is: 'nothing' }
    }
  return {
    leave: (server: string): void => void leftAlone.add(server),
    ask: async (entry: Entry): Promise<Heard> => {
      if (leftAlone.has(entry.server)) return { is: 'nothing' }
      return metadataKey(entry)
        .then(key => api(entry.server).receipt(key))
        .then((receipt): Heard => ({ is: 'receipt', receipt }), heardOf(entry))
    },
  }
}
export type Inquiry = ReturnType<typeof createInquiry>
