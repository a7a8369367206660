import { browser } from 'wxt/browser'
import type { ComposingDoor } from '../../lib/doors/composing'
import { openPopup } from './platform'

/** The prompt closed the popup that asked for it: once allowed, the popup opens again and goes on. */
export function openWhenPermitted(composing: ComposingDoor): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    void composing.read().then(kept => {
      if (kept?.asking && origins.includes(kept.asking.pattern)) void openPopup()
    })
  })
}
