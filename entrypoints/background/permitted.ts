import { browser } from 'wxt/browser'
import type { ComposingDoor } from '../../lib/doors/composing'
import { isOpen } from '../../lib/rules/composing'
import { openPopup } from './platform'

/** The prompt closed the popup that asked for it: once allowed, the popup opens again and goes on. */
export function openWhenPermitted(composing: ComposingDoor): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void composing.read().then(kept => {
      const asking = kept?.asking
      if (asking && isOpen(asking, Date.now()) && origins.includes(asking.pattern)) void openPopup()
    })
  })
}
