// At the end of the worker. A headless browser has no menu, so the click is dispatched here, upon a message: the
// message wakes a stopped worker as a click would, without a debugger's help.

chrome.runtime.onMessage.addListener((message: { click?: { info: object; tab: object } }) => {
  if (!message.click) return
  const clicks: unknown = chrome.contextMenus.onClicked
  const { dispatch } = clicks as { dispatch(info: object, tab: object): void }
  dispatch.call(clicks, message.click.info, message.click.tab)
})
