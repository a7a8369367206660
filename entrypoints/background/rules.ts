import { browser } from 'wxt/browser'
import { createPolicy, createShownRules } from '../../lib/doors/policy'

/** The organisation's rules; what is shown of them is brought up to date at every start, and whenever they change. */
export function keepRules() {
  const { managed, local } = browser.storage
  const policy = createPolicy(managed, local)
  const { refresh } = policy
  browser.runtime.onInstalled.addListener(refresh)
  browser.runtime.onStartup.addListener(refresh)
  managed.onChanged.addListener(refresh)
  return { policy, shown: createShownRules(local) }
}
