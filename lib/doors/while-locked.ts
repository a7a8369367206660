import type { Name } from './messages'

/**
 * What may be asked while the lock is closed: everything, nothing, or only where the person lets sharing go on. A
 * message that is not in here does not compile, and one that reads or changes what is kept is refused. `always`: also
 * when the lock itself cannot be moved, so that there is a way out.
 */
export const whileLocked: Record<Name, 'always' | 'allowed' | 'sharing' | 'refused'> = {
  lockState: 'allowed',
  unlock: 'allowed',
  lockNow: 'allowed',
  eraseAll: 'always',
  clearClipboard: 'allowed',
  openLink: 'allowed',
  share: 'sharing',
  generate: 'sharing',
  outcome: 'sharing',
  dismiss: 'sharing',
  copied: 'sharing',
  forgetLink: 'sharing',
  recapture: 'sharing',
  forgetAsking: 'refused',
  addServer: 'refused',
  checkServer: 'refused',
  serverUse: 'refused',
  removeServer: 'refused',
  addAccount: 'refused',
  changeAccount: 'refused',
  replaceToken: 'refused',
  testAccount: 'refused',
  removeAccount: 'refused',
  claim: 'refused',
  fetch: 'refused',
  check: 'refused',
  seen: 'refused',
  burn: 'refused',
  burnAll: 'refused',
  rename: 'refused',
  forget: 'refused',
  forgetSettled: 'refused',
  metadataPage: 'refused',
  exportHistory: 'refused',
  lookForDamage: 'refused',
  clearDamage: 'refused',
  restore: 'refused',
  setLock: 'refused',
  changeLock: 'refused',
  removeLock: 'refused',
}
