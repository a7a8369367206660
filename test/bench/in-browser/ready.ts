// The first script of the popup's page. It notes how long after the navigation the page was ready, says on a channel
// at what time that was, and closes the page when told to.

const until = document.currentScript?.dataset.until ?? 'DOMContentLoaded'
const channel = new BroadcastChannel('popup')

document.addEventListener(until, ({ target }) => {
  if (until === 'focusin' && !(target instanceof HTMLTextAreaElement)) return
  const now = performance.now()
  channel.postMessage(performance.timeOrigin + now)
  document.documentElement.dataset.ready = String(now)
})
channel.addEventListener('message', ({ data }) => {
  if (data === 'close') window.close()
})
