import type { NewEntry } from '../../lib/adapters/history-store'
import type { Entry } from '../../lib/domain/history-entry'

/** An entry that waits, made at 1 000 000 ms with an hour to live. */
export const entryWith = (some: Partial<Entry> = {}): Entry => ({
  version: 1,
  id: crypto.randomUUID(),
  server: 'https://eu.onetimesecret.com',
  account: null,
  created: 1_000_000,
  expires: 4_600_000,
  state: 'waiting',
  sealed: true,
  passphrase: false,
  label: '',
  imported: false,
  news: false,
  handle: 'handle',
  ...some,
})

/** The same, as a share hands it to the history. */
export const freshWith = (some: Partial<NewEntry> = {}): NewEntry => {
  const { version: _, handle: __, news: ___, ...entry } = entryWith()
  return { ...entry, metadataKey: 'm3tadatakey0', ...some }
}
