import { type Composing, withWords } from '../../lib/rules/composing'

/** Another text in the field, under the same note. */
export const withText = (composing: Composing, text: string): Composing =>
  withWords(composing, { text, note: composing.draft.note })

/** Nothing in the field. */
export const withNothing = (composing: Composing): Composing => withWords(composing, { text: '', note: '' })

/** What was set aside last, in the field again; what stood there takes its place. */
export function broughtBack(composing: Composing): Composing | undefined {
  const last = composing.aside.at(-1)
  if (last === undefined) return undefined
  const next = withWords({ ...composing, aside: [] }, last)
  return { ...next, aside: [...next.aside, ...composing.aside.slice(0, -1)] }
}
