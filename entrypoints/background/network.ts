import { browser } from 'wxt/browser'
import { isTimeOut, type Network } from '../../lib/adapters/api/request'
import { Fault } from '../../lib/domain/fault'
import { networkFault } from '../../lib/domain/network-error'
import { hostPattern } from '../../lib/domain/server'

/**
 * `fetch` with the failure reason seen by `webRequest`: whether the text may have been sent, and what the
 * person can do, depend on it. The listener lives only as long as the request, so ordinary browsing never
 * wakes us.
 */
export const network: Network = async (url, init) => {
  const watch = watchErrors(url)
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (isTimeOut(cause)) throw cause
    throw new Fault(networkFault(await watch.error(), navigator.onLine), { cause })
  } finally {
    watch.stop()
  }
}

export function watchErrors(url: string) {
  let report: (error: string) => void = () => {}
  const reported = new Promise<string>(resolve => {
    report = resolve
  })
  const hear = (details: { url: string; tabId: number; error: string }) => {
    if (details.url === url && details.tabId === -1) report(details.error)
  }
  browser.webRequest.onErrorOccurred.addListener(hear, { urls: [hostPattern(new URL(url).origin)] })
  // The report may arrive just after the rejection. Without it the outcome is unknown, and reported as such.
  const late = () => new Promise<undefined>(resolve => setTimeout(resolve, 2_000, undefined))
  return {
    error: () => Promise.race([reported, late()]),
    stop: () => browser.webRequest.onErrorOccurred.removeListener(hear),
  }
}

export const allowed = (origin: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [hostPattern(origin)] })
