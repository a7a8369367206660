import { type LinkAt, linkAt } from '../../lib/domain/sniff'
import { isAlive } from './extension'

/**
 * Takes a key out of the address, before the page's first script, and sees to it that none ever runs. Answers the
 * address as it was.
 */
export function takeLink(): string | undefined {
  const found = linkAt(location)
  if (!found || isGivenBack() || !isAlive()) return undefined
  const address = location.href
  history.replaceState(history.state, '', found.plain)
  makeInert()
  return address
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

/**
 * Puts a link back that was taken from a server that is none of ours, and loads its page again, for the page alone. The
 * mark is the link itself: no page can make it that does not know the key already.
 */
export function giveBack(address: string): void {
  history.replaceState(address, '', address)
  location.reload()
}

const isGivenBack = () => history.state === location.href

/**
 * A link pasted into the address bar over its own open page loads nothing: the page goes on, and may listen. We
 * listened before it. Where the Navigation API can cancel, the address never changes, and no script can tell; else the
 * key stands in it for a moment, which only a page that keeps looking can catch. What a page's own script does to the
 * address is left to it: there is no key in it that it does not know.
 */
export function watchAddress(found: (address: string) => void): void {
  /** Where a person goes with a key, and could not be kept from it. */
  let bound: string | undefined
  const knows = 'navigation' in window
  const going = (event: NavigateEvent) => {
    const { destination, hashChange, isTrusted, navigationType, userInitiated } = event
    if (!isTrusted || !destination.sameDocument || navigationType === 'traverse') return
    const link = linkAt(new URL(destination.url))
    // Firefox says of the address bar what it says of scripts, that nobody began it. Measured in 153.
    const begun = userInitiated || (import.meta.env.FIREFOX && hashChange && holdsKey(link))
    if (!link || !begun || !isAlive()) return
    event.stopImmediatePropagation()
    event.preventDefault()
    if (event.defaultPrevented) found(destination.url)
    else bound = destination.url
  }
  // `popstate` comes first and `hashchange` after it, with the address as it was.
  const arrived = (event: Event) => {
    if (!event.isTrusted) return
    const address = 'newURL' in event ? String(event.newURL) : location.href
    const link = linkAt(new URL(address))
    if (!knows && holdsKey(link) && isAlive()) bound = address
    if (!link || address !== bound) return
    event.stopImmediatePropagation()
    if (location.href !== address) return
    history.replaceState(history.state, '', link.plain)
    found(address)
  }
  if (knows) navigation.addEventListener('navigate', going, true)
  addEventListener('popstate', arrived, true)
  addEventListener('hashchange', arrived, true)
}

/** Where it is not known who led to an address, what holds nothing of a key is left alone. */
const holdsKey = (found: LinkAt | undefined): boolean => /#c1p?\../.test(found?.link ?? '')
