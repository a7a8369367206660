import type { Call } from '../lib/adapters/messages'

/**
 * Requests a permission from a page other than the popup, after cancelling any request the popup left
 * pending. Otherwise the popup, closed by its own prompt, would take this grant for its answer and resume an
 * action the person had abandoned.
 */
export const askPermissionInTab =
  <What>(call: Call, request: (what: What) => Promise<boolean>) =>
  (what: What): Promise<boolean> => {
    void call('forgetAsking', undefined).catch(() => {})
    return request(what)
  }
