import type { Row } from '../row'
import type { Side } from '../side'

/** Ours is ready when its text field has the focus, the empty one when its page is there. */
export const popup: Row[] = [
  { title: 'openPopup() to ready', unit: 'ms', ours: openPopup, empty: openPopup },
  { title: 'popup page, navigation to ready', unit: 'ms', prepare: toFront, ours: navigate, empty: navigate },
]

export async function openPopup({ desk }: Side): Promise<number> {
  return desk.evaluate(async () => {
    const channel = new BroadcastChannel('popup')
    const ready = new Promise<number>(resolve => {
      channel.onmessage = ({ data }) => resolve(data)
    })
    const from = performance.timeOrigin + performance.now()
    await chrome.action.openPopup()
    const at = await ready
    channel.postMessage('close')
    while ((await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0)
      await new Promise(resolve => setTimeout(resolve, 20))
    channel.close()
    return at - from
  })
}

/** A page behind paints nothing, so nothing in it is ever ready. */
async function toFront({ tab, worker }: Side): Promise<void> {
  await tab.goto(`chrome-extension://${worker.extensionId}/desk.html`)
}

async function navigate({ desk, tab }: Side): Promise<number> {
  await tab.goto(new URL('popup.html', desk.url()).href)
  const sinceNavigation = await tab.locator('html[data-ready]').getAttribute('data-ready')
  await tab.goto(desk.url())
  return Number(sinceNavigation)
}
