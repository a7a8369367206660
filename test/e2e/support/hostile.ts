import type { Server } from '../../server/server'

/** Everything that a page's script can look at and listen to, told to the server by an operator who wants the key. */
function spy(): void {
  const tell = (what: string, value: unknown) => {
    const body = JSON.stringify([what, value])
    const send = (keepalive: boolean) => fetch('/spy', { method: 'POST', body, keepalive })
    // Only 64 kB may outlive the page; the rest goes as usual.
    send(true)
      .catch(() => send(false))
      .catch(() => {})
  }
  const read = (name: string, from: object) => Reflect.get(from, name) as unknown
  // Older Firefoxes have none, and must not stop at that.
  type Navigation = EventTarget & { entries(): { url: string }[] }
  const navigation = read('navigation', window) as Navigation | undefined
  const look = (when: string) =>
    tell(when, {
      addresses: [location.href, document.URL, document.baseURI, document.referrer],
      entries: performance.getEntries().map(({ name, entryType }) => `${entryType} ${name}`),
      navigation: navigation?.entries().map(({ url }) => url),
      state: history.state as unknown,
      globals: Object.getOwnPropertyNames(window),
      page: document.documentElement.outerHTML,
    })
  look('start')
  const heard = (event: Event) => {
    const names = ['newURL', 'oldURL', 'data', 'detail', 'message', 'filename', 'error']
    const destination: unknown = read('destination', event)
    const to = destination instanceof Object ? read('url', destination) : undefined
    tell(event.type, [...names.map(name => String(read(name, event))), to])
    look(`at ${event.type}`)
  }
  const windows = 'hashchange popstate pageshow pagehide message beforeunload load error unhandledrejection'
  for (const type of windows.split(' ')) addEventListener(type, heard, true)
  for (const type of ['navigate', 'currententrychange', 'navigateerror', 'navigatesuccess'])
    navigation?.addEventListener(type, heard, true)
  new PerformanceObserver(list => {
    const names = list.getEntries().map(({ name }) => name)
    // Not of what it tells itself, which would be told again.
    const others = names.filter(name => !name.endsWith('/spy'))
    if (others.length > 0) tell('performance', others)
  }).observe({ entryTypes: [...PerformanceObserver.supportedEntryTypes] })
  new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes)
      for (const node of type === 'attributes' ? [target] : addedNodes)
        if (node instanceof Element) tell('dom', node.outerHTML)
  }).observe(document, { childList: true, subtree: true, attributes: true })
  const { port1, port2 } = new MessageChannel()
  let last = location.href
  port1.onmessage = () => {
    if (location.href !== last) tell('polled', location.href)
    last = location.href
    port2.postMessage(0)
  }
  port2.postMessage(0)
}

export const hostileScript = `(${spy})()`

/** What the hostile script has told so far. */
export const told = (server: Server): string[] =>
  server.log.filter(({ path }) => path === '/spy').map(({ body }) => body.toString())
