import { type LinkAt, linkAt } from '../../lib/domain/sniff'
import { isAlive } from './extension'

/**
 * Removes a key from the address before the page's first script, and stops any script from running. Returns
 * the original address.
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
 * Applies the strictest CSP from here on: no scripts, frames, forms or loads. Unlike `window.stop()`, after
 * which Chromium never paints again, it leaves a page that can show a notice.
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
 * Restores a link taken from a server that isn't ours, and reloads for the page itself. The mark in
 * `history.state` is the link, so no page can forge it without knowing the key.
 */
export function giveBack(address: string): void {
  history.replaceState(address, '', address)
  location.reload()
}

const isGivenBack = () => history.state === location.href

/**
 * Pasting a link into the address bar over its own open page loads nothing, so the page's scripts keep
 * running; our listener was added first. If the Navigation API can cancel, the address never changes and no
 * script can tell. Otherwise the key is in it for a moment, which only a polling page can catch. Changes by
 * the page's own scripts are ignored: they already know any key they put there.
 */
export function watchAddress(found: (address: string) => void): void {
  /** A user navigation to an address with a key that couldn't be cancelled. */
  let bound: string | undefined
  const knows = 'navigation' in window
  const going = (event: NavigateEvent) => {
    const { destination, hashChange, isTrusted, navigationType, userInitiated } = event
    if (!isTrusted || !destination.sameDocument || navigationType === 'traverse') return
    const link = linkAt(new URL(destination.url))
    // Firefox reports address bar navigations as not user-initiated, like those by scripts (measured in 153).
    const begun = userInitiated || (import.meta.env.FIREFOX && hashChange && holdsKey(link))
    if (!link || !begun || !isAlive()) return
    event.stopImmediatePropagation()
    event.preventDefault()
    if (event.defaultPrevented) found(destination.url)
    else bound = destination.url
  }
  // `hashchange` fires after `popstate`, and its `newURL` still has the original address.
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

/** If we can't tell who navigated, leave addresses without a key alone. */
const holdsKey = (found: LinkAt | undefined): boolean => /#c1p?\../.test(found?.link ?? '')
