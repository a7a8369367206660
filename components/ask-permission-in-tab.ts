import type { Call } from '../lib/adapters/messages'

/**
 * Asks for a permission from another page than the popup. The popup, closed by a prompt of its own, would take what
 * is allowed here for its answer, and go on with what the person has given up.
 */
export const askPermissionInTab =
  <What>(call: Call, request: (what: What) => Promise<boolean>) =>
  (what: What): Promise<boolean> => {
    void call('forgetAsking', undefined).catch(() => {})
    return request(what)
  }
