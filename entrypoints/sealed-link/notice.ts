import type { Note, NoteShown, Noting } from '../../components/in-page/note'
import { noticeWords, tell } from './extension'

/** `note.js` leaves it there, which is put into the page only when there is something to say. */
const world = globalThis as { cachetNote?: Noting }

/** Says it over the page, in place of what `before` said. Nothing is shown when nobody hears us. */
export async function showNotice(
  note: Omit<Note, 'lang'>,
  before?: NoteShown,
): Promise<NoteShown | undefined> {
  if (!world.cachetNote) await tell('note', {})
  const next = { ...note, lang: noticeWords('language') }
  if (!before) return world.cachetNote?.showNote(next)
  before.say(next)
  return before
}
