import { isTimeOut, type Network } from '../../lib/adapters/api/request'
import { Fault } from '../../lib/domain/fault'
import { networkFault } from '../../lib/domain/network-error'

/** Node's own `fetch`, whose cause tells why it failed, as `webRequest` tells it in a browser. */
export const nodeNetwork: Network = async (url, init) => {
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (isTimeOut(cause)) throw cause
    throw new Fault(networkFault(errorName(cause), true), { cause })
  }
}

const names: Record<string, string> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  EAI_AGAIN: 'net::ERR_NAME_NOT_RESOLVED',
}

/** Chromium's name for an error of Node's `fetch`, where it is known. */
export const errorName = (cause: unknown): string | undefined => names[codeOf(cause)]

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
