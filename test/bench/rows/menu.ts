import { chooseServer } from '../../e2e/support/journey'
import type { Row, Sample } from '../row'
import type { Side } from '../side'
import { bring, replyFrom, type WorkerState } from './reply'

type Moment = 'posted' | 'linked'
const names = { posted: 'menu click to POST', linked: 'menu click to link' }

/** The empty worker has no menu: next to our click stands its reply, the least that any event takes. */
export const menu: Row[] = (['stopped', 'running'] as const).flatMap(state =>
  (['posted', 'linked'] as const).map(moment => ({
    title: `${names[moment]}, ${state} (beside an empty reply)`,
    unit: 'ms',
    prepare: chooseWhatAndWhere,
    ours: click(state, moment),
    empty: replyFrom(state),
  })),
)

async function chooseWhatAndWhere({ worker, server, tab }: Side): Promise<void> {
  await tab.locator('pre').selectText()
  if (await worker.evaluate(() => 'storage' in chrome)) await chooseServer(worker, server.origin)
}

/** From the click until the server has the whole request, or until the link is where the popup finds it. */
function click(state: WorkerState, moment: Moment): Sample {
  return async side => {
    await bring(side, state)
    side.server.log.length = 0
    const { from, linked } = await clickAndWait(side)
    const posted = side.server.log.find(({ path }) => path === '/api/v1/share')?.at
    if (posted === undefined) throw new Error('Nothing reached the server')
    await putAway(side)
    return { posted, linked }[moment] - from
  }
}

async function clickAndWait({ desk, tab }: Side): Promise<{ from: number; linked: number }> {
  const url = tab.url()
  return desk.evaluate(async url => {
    const [tab] = await chrome.tabs.query({ active: true })
    const info = { menuItemId: 'share', frameId: 0, pageUrl: url, editable: false }
    let from = 0
    const linked = await new Promise<number>((resolve, reject) => {
      // Stays until the page goes: a function with a name, to take it away again, cannot be sent to a page.
      chrome.storage.session.onChanged.addListener(({ outcome }) => {
        const news = outcome?.newValue as { at: string } | undefined
        if (news?.at === 'shared') resolve(performance.timeOrigin + performance.now())
        if (news?.at === 'failed') reject(new Error(`The share failed: ${JSON.stringify(news)}`))
      })
      from = performance.timeOrigin + performance.now()
      // Nobody answers a click.
      chrome.runtime.sendMessage({ click: { info, tab } }).catch(() => {})
    })
    return { from, linked }
  }, url)
}

/** The toast is the last thing that a share does. */
async function putAway({ desk, tab }: Side): Promise<void> {
  await tab.locator('html > [popover]').evaluate(toast => toast.remove())
  await desk.evaluate(() => chrome.storage.session.clear())
}
