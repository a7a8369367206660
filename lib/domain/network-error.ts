import type { Code } from './fault'

/**
 * `fetch` says only "failed". The browser's own error name, as reported by `webRequest`, tells whether
 * anything was sent: these errors occur before a byte of the request leaves; with any other it is unknown.
 * Chromium: net_error_list.h; Firefox: nsError, and NSS errors by number or name.
 */
const neverSent: [RegExp, Code][] = [
  [/ERR_INTERNET_DISCONNECTED|NS_ERROR_OFFLINE/, 'offline'],
  [/ERR_(NAME_|DNS_|ICANN_)|NS_ERROR_UNKNOWN_HOST|NS_ERROR_UNKNOWN_PROXY_HOST/, 'noSuchHost'],
  [
    /ERR_(CERT_|SSL_|BAD_SSL_|ECH_)|SEC_ERROR|SSL_ERROR|MOZILLA_PKIX|NS_ERROR_NET_INADEQUATE_SECURITY|PEER'?S CERTIFICATE/i,
    'untrusted',
  ],
  // Browsers report a 407 as an error, also in answer to CONNECT: nothing has passed the proxy.
  [/ERR_PROXY_AUTH_|ERR_UNEXPECTED_PROXY_AUTH|NS_ERROR_PROXY_AUTHENTICATION_FAILED/, 'signInFirst'],
  [
    /ERR_(CONNECTION_(REFUSED|TIMED_OUT|FAILED)|ADDRESS_|PROXY_|TUNNEL_|UNSAFE_PORT|BLOCKED_BY|ACCESS_DENIED)|NS_ERROR_(CONNECTION_REFUSED|NET_TIMEOUT_EXTERNAL|PROXY|PORT_ACCESS)/,
    'unreachable',
  ],
]

/**
 * A known error keeps its code, or becomes `offline` when there is no connection. For any other error,
 * being offline now says nothing about what was sent before, so `online`, which is read after the error,
 * settles nothing.
 */
export function networkFault(error: string | undefined, online: boolean): Code {
  const known = neverSent.find(([pattern]) => error !== undefined && pattern.test(error))?.[1]
  return known === undefined ? 'cutOff' : online ? known : 'offline'
}
