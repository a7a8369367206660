import type { ComponentChildren } from 'preact'
import { browser } from 'wxt/browser'
import type { Call } from '../../lib/doors/messages'

/** Has the background look, and says what it found; nothing of that is loaded when all is well. */
export async function lookForDamage(call: Call): Promise<ComponentChildren> {
  await call('check', undefined).catch(() => {})
  const { damage } = await browser.storage.session.get('damage')
  if (damage === undefined) return undefined
  const { tellDamage } = await import('./damage')
  return tellDamage(call, damage)
}
