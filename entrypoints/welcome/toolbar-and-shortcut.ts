import { signal } from '@preact/signals'
import { browser } from 'wxt/browser'
import * as z from 'zod/mini'

/** Newer than its types; Chrome before 130 and Firefox before 142 tell of no change. The event stays the browser's object. */
const Action = z.object({
  getUserSettings: z.custom<() => Promise<unknown>>(value => typeof value === 'function'),
  onUserSettingsChanged: z.optional(
    z.custom<{ addListener(hear: () => void): void }>(value => typeof value === 'object'),
  ),
})
const UserSettings = z.object({ isOnToolbar: z.boolean() })

/** Whether the button is on the toolbar, and the shortcut that shares; both may change while the page is open. */
export async function watchToolbarAndShortcut() {
  const pinned = signal<boolean | undefined>(undefined)
  const shortcut = signal('')
  const action = Action.safeParse(browser.action).data
  const look = async () => {
    const [told, commands] = await Promise.all([
      action?.getUserSettings().catch(() => undefined),
      browser.commands.getAll().catch(() => []),
    ])
    pinned.value = UserSettings.safeParse(told).data?.isOnToolbar
    shortcut.value = commands.find(({ name }) => name === 'share-selection')?.shortcut ?? ''
  }
  action?.onUserSettingsChanged?.addListener(look)
  addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  await look()
  return { pinned, shortcut }
}
