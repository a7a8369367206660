import type { Composing } from '../../lib/doors/composing'

const worthKeeping = (text: string): string[] => (text.trim() === '' ? [] : [text])

/** Another text in the field. What was being written there is set aside, not lost. */
export function withText({ draft, aside, address }: Composing, text: string): Composing {
  return { draft: { ...draft, text }, aside: [...aside, ...worthKeeping(draft.text)], address }
}

/** The text that was set aside last, in the field again; what stood there takes its place. */
export function broughtBack(composing: Composing): Composing | undefined {
  const { draft, aside, address } = composing
  const text = aside.at(-1)
  if (text === undefined) return undefined
  return { draft: { ...draft, text }, aside: [...worthKeeping(draft.text), ...aside.slice(0, -1)], address }
}
