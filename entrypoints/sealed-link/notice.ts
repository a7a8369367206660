import type { Note, NoteShown, Noting } from '../../components/in-page/note'
import { noticeWords, tell } from './extension'

/** Set by `note.js`, which is injected only when there is something to show. */
const world = globalThis as { cachetNote?: Noting }

/** Shows a notice over the page, in place of `before`. Shows nothing if the extension can't be reached. */
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
