import { expect, test } from 'vitest'
import { mayHaveReached } from '../../../lib/domain/fault'
import { networkFault } from '../../../lib/domain/network-error'

test.each([
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['NS_ERROR_OFFLINE', 'offline'],
  ['net::ERR_NAME_NOT_RESOLVED', 'noSuchHost'],
  ['NS_ERROR_UNKNOWN_HOST', 'noSuchHost'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'untrusted'],
  ['net::ERR_CERT_DATE_INVALID', 'untrusted'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'untrusted'],
  ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
  ['NS_ERROR_CONNECTION_REFUSED', 'unreachable'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'unreachable'],
  ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'signInFirst'],
  ['net::ERR_PROXY_AUTH_REQUESTED', 'signInFirst'],
  ['NS_ERROR_PROXY_AUTHENTICATION_FAILED', 'signInFirst'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
  ['net::ERR_EMPTY_RESPONSE', 'cutOff'],
  ['net::ERR_CONNECTION_RESET', 'cutOff'],
  ['net::ERR_NETWORK_CHANGED', 'cutOff'],
  ['NS_ERROR_NET_RESET', 'cutOff'],
  ['something new', 'cutOff'],
  [undefined, 'cutOff'],
])('%s is %s', (error, code) => {
  expect(networkFault(error, true)).toBe(code)
})
test('whatever is not certain counts as perhaps sent', () => {
  expect(mayHaveReached(networkFault(undefined, true))).toBe(true)
  expect(mayHaveReached(networkFault('net::ERR_CONNECTION_RESET', true))).toBe(true)
})
test('nor is it certain because the network is gone by the time it is looked at', () => {
  for (const error of [
    'net::ERR_CONNECTION_RESET',
    'net::ERR_NETWORK_CHANGED',
    'NS_ERROR_NET_RESET',
    undefined,
  ])
    expect(networkFault(error, false), error).toBe('cutOff')
})
test('without a network that is the reason for what was certainly not sent', () => {
  expect(networkFault('net::ERR_NAME_NOT_RESOLVED', false)).toBe('offline')
})
