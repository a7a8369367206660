import type { Noting } from '../../../components/in-page/note'
import type { Toast } from '../../../lib/rules/toast'

// Runs inside a page, in our own world there, so nothing here may use anything from outside itself.

/** Firefox knows it by this name too. */
declare const chrome: { runtime?: { sendMessage(message: unknown): Promise<unknown> } }

/** Shows fixed words for a few seconds, in place of those before, once `note.js` is there. */
export function showToast({ words, lang, good, offer }: Toast): void {
  const { cachetNote: noting } = globalThis as { cachetNote?: Noting }
  if (!noting) return
  noting.shown?.leave()
  const note = noting.showNote({ words, lang, good, ...(offer ? { button: buttonFor(offer) } : {}) })
  noting.shown = note
  setTimeout(leave, offer ? 12_000 : good ? 5000 : 9000)

  /** Not from under somebody's hand. */
  function leave(): void {
    if (note.isUnderHand()) setTimeout(leave, 1000)
    else note.leave()
  }

  function buttonFor({ words, ...ask }: NonNullable<Toast['offer']>) {
    const press = () => {
      note.leave()
      // Nobody hears it in a page that was open when Cachet was removed. Nothing was changed there.
      void chrome.runtime?.sendMessage({ to: 'background', name: 'takeOffer', ask }).catch(() => {})
    }
    return { words, press }
  }
}
