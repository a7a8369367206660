import type { Noting } from '../../components/in-page/note'
import type { Replacement } from '../../lib/domain/selection'

// Each of these functions is injected into a page (isolated world), so none may use anything outside itself.

/** A toast shown in a page. `offer`: a button labelled `words`, for the link of the secret with this id. */
export type Toast = {
  words: string
  lang: string
  good: boolean
  offer?: { words: string; id: string; frameId: number; field: string }
}

/** Firefox has this global too. */
declare const chrome: { runtime?: { sendMessage(message: unknown): Promise<unknown> } }

/** Shows a toast for a few seconds, replacing any earlier one. Requires `note.js` to be injected first. */
export function showToast({ words, lang, good, offer }: Toast): void {
  const { cachetNote: noting } = globalThis as { cachetNote?: Noting }
  if (!noting) return
  noting.shown?.leave()
  const note = noting.showNote({ words, lang, good, ...(offer ? { button: buttonFor(offer) } : {}) })
  noting.shown = note
  setTimeout(leave, offer ? 12_000 : good ? 5000 : 9000)

  /** Don't remove the toast while the person is using it. */
  function leave(): void {
    if (note.isUnderHand()) setTimeout(leave, 1000)
    else note.leave()
  }

  function buttonFor({ words, ...ask }: NonNullable<Toast['offer']>) {
    const press = () => {
      note.leave()
      // Nobody answers in a page left open after Cachet was removed. Nothing in the page was changed.
      void chrome.runtime?.sendMessage({ to: 'background', name: 'takeOffer', ask }).catch(() => {})
    }
    return { words, press }
  }
}

/** What `selection-reader.js` left in this frame: its last reading, by name. */
type Reading = { cachetPut?: { name: string; put: (link: string) => Promise<Replacement> } | undefined }

/** Replaces text with a link, if it was the last text read in this frame and is still selected. */
export async function putInPlace(name: string, link: string): Promise<Replacement> {
  const { cachetPut } = globalThis as Reading
  if (cachetPut?.name !== name) return 'moved'
  Object.assign(globalThis, { cachetPut: undefined })
  return cachetPut.put(link)
}

/** Where keyboard focus is: in this frame, in a child frame (perhaps one we can't access), or elsewhere. */
export function keyboardIs(): 'here' | 'inside' | 'away' {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const frames = ['iframe', 'frame', 'object', 'embed']
  if (frames.includes(active?.localName ?? '')) return 'inside'
  return document.hasFocus() ? 'here' : 'away'
}
