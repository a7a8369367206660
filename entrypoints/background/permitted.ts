import { browser } from 'wxt/browser'
import type { ComposingDoor } from '../../lib/doors/composing'
import { isOpen } from '../../lib/rules/composing'
import { openPopup } from './platform'

/** The prompt closed the popup that asked for it: once allowed, the popup opens again and goes on. */
export function openWhenPermitted(composing: ComposingDoor): void {
  const isAwaited = async (origins: string[]): Promise<boolean> => {
    const asking = (await composing.read())?.asking
    return asking !== undefined && isOpen(asking, Date.now()) && origins.includes(asking.pattern)
  }
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    // Where it can't be read who asked, the popup says so; better once too often than a press that leads nowhere.
    const awaited = isAwaited(origins).catch(() => origins.length > 0)
    void awaited.then(wanted => wanted && openPopup()).catch(() => {})
  })
}
