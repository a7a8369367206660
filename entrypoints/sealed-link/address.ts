import { looksLikeKey } from '../../lib/rules/at-a-glance'
import { isAlive } from './extension'

/**
 * Takes a key out of the address, before the page's first script, and sees to it that none ever runs. Answers
 * the whole link.
 */
export function takeLink(): string | undefined {
  if (!looksLikeKey(location.hash) || !isAlive()) return undefined
  const link = location.href
  cleanAddress()
  makeInert()
  return link
}

/**
 * The strictest policy there is, in force from here on: no script, no frame, no form, nothing loaded. Unlike
 * `window.stop()`, after which Chromium never paints again, it leaves a page in which something can be said.
 */
function makeInert(): void {
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "default-src 'none'; form-action 'none'; base-uri 'none'"
  const head = document.createElement('head')
  head.append(policy)
  document.documentElement.append(head)
}

/** A page can write this nowhere that we look before it: beside a link it has never seen, and loaded again. */
const notOurs = 'not ours'

/** Puts a link back that was taken from a server that is none of ours, and loads its page again, for the page alone. */
export function giveBack(link: string): void {
  history.replaceState(notOurs, '', link)
  location.reload()
}

/** Whether this page was given its link back. Nothing tells it so. */
export function isGivenBack(): boolean {
  if (history.state !== notOurs) return false
  history.replaceState(null, '')
  return true
}

const cleanAddress = () => history.replaceState(history.state, '', location.pathname + location.search)

/**
 * A link pasted into the address bar over its own open page loads nothing: the page goes on, and may listen. We
 * listened before it. Where the Navigation API can cancel, the address never changes, and no script can tell;
 * else the key stands in it for a moment, which only a page that keeps looking can catch.
 */
export function watchAddress(found: (link: string) => void): void {
  const take = (event: Event, url: string) => {
    if (!looksLikeKey(new URL(url).hash) || !isAlive()) return
    event.stopImmediatePropagation()
    event.preventDefault()
    if (event.type === 'navigate') return found(url)
    // `popstate` comes first and `hashchange` after it, with the address as it was.
    if (!looksLikeKey(location.hash)) return
    const link = location.href
    cleanAddress()
    found(link)
  }
  if ('navigation' in window) {
    navigation.addEventListener(
      'navigate',
      event => {
        if (event.cancelable && event.destination.sameDocument) take(event, event.destination.url)
      },
      true,
    )
  }
  addEventListener('popstate', event => take(event, location.href), true)
  addEventListener('hashchange', event => take(event, event.newURL), true)
}
