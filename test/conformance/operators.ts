import { type Profile, profiles } from '../server/profiles'
import type { Settings } from '../server/settings'
import { alice } from './people'

const day = 86_400

/** What an operator had set when a part was recorded. Settings that changed nothing are not here. */
export function operatorSettings(profile: Profile, note: string | undefined): Partial<Settings> {
  const { passphrase, ttl } = profiles[profile]
  const name = note?.match(/^server config: ([a-z-]+)$/)?.[1]
  if (name === 'auth-disabled') return { accounts: false }
  // 0.26 ignores that signing in was switched off.
  if (name === 'signin-disabled' && profile === '0.23') return { accounts: false }
  if (name === 'passphrase-required-complex')
    return { passphrase: { ...passphrase, shortest: 12, required: true } }
  if (name === 'ttl-options' && profile === '0.23') {
    return { ttl: { ...ttl, floor: 300, raised: 300, absent: 3600, anonymous: 7200, account: day } }
  }
  if (name === 'ttl-options') return { ttl: { ...ttl, absent: 3600, anonymous: 7200 } }
  if (name === 'http-origin-on') return { checkOrigin: true }
  if (note?.includes('secrets.acme.com')) return { domains: { 'secrets.acme.com': alice.user } }
  return {}
}
