import type { Entry, State } from '../../lib/rules/entry'

export type Filter = { text: string; state: State | 'all' }
export const everything: Filter = { text: '', state: 'all' }

/** Whether an entry is looked for: every word stands somewhere in its label, its server or for whom it is. */
export function matches({ text, state }: Filter, nameOf: (server: string) => string) {
  const words = plain(text).split(/\s+/).filter(Boolean)
  return (entry: Entry): boolean => {
    if (state !== 'all' && entry.state !== state) return false
    if (words.length === 0) return true
    const said = plain(`${entry.label} ${nameOf(entry.server)} ${entry.server} ${entry.recipient ?? ''}`)
    return words.every(word => said.includes(word))
  }
}

/** Without accents and case: people look for `cle` and mean `Clé`. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
