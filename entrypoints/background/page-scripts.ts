import type { Noting } from '../../components/in-page/note'
import type { Replacement } from '../../lib/domain/selection'

// Each of these runs inside a page, in our own world there, so none may use anything from outside itself.

/** What is said in a page. `offer`: a button with these words, for the link of the secret with this id. */
export type Toast = {
  words: string
  lang: string
  good: boolean
  offer?: { words: string; id: string; frameId: number; field: string }
}

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

/** What `selection-reader.js` left in this frame: what was read last, by its name. */
type Reading = { cachetPut?: { name: string; put: (link: string) => Promise<Replacement> } | undefined }

/** Puts a link where a text was, if that was read last in this frame and is still what is selected. */
export async function putInPlace(name: string, link: string): Promise<Replacement> {
  const { cachetPut } = globalThis as Reading
  if (cachetPut?.name !== name) return 'moved'
  Object.assign(globalThis, { cachetPut: undefined })
  return cachetPut.put(link)
}

/** Where the keyboard is: in this very frame, in one inside it, which may be one that we can't see, or elsewhere. */
export function keyboardIs(): 'here' | 'inside' | 'away' {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const frames = ['iframe', 'frame', 'object', 'embed']
  if (frames.includes(active?.localName ?? '')) return 'inside'
  return document.hasFocus() ? 'here' : 'away'
}
