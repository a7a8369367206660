import type { Entry } from '../../../lib/domain/history-entry'
import type { ExtensionWorker } from './worker'

const hour = 3_600_000

/** An entry as the history keeps it, of a secret that no server knows. */
export const entry = (about: Partial<Entry> & { id: string }): Entry => ({
  version: 1,
  server: 'https://eu.onetimesecret.com',
  account: null,
  created: Date.now() - hour,
  expires: Date.now() + 6 * 24 * hour,
  state: 'waiting',
  sealed: true,
  passphrase: false,
  label: '',
  imported: false,
  news: false,
  handle: 'none',
  ...about,
})

export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Puts entries where the history keeps them. */
export async function putEntries(worker: ExtensionWorker, entries: Entry[]): Promise<void> {
  const items = Object.fromEntries(
    entries.map(kept => [`entry:${kept.state === 'waiting' ? 'w' : 's'}:${kept.id}`, kept]),
  )
  await worker.evaluate(items => chrome.storage.local.set(items), items)
}

/** One of each kind, with words of every length: what the panel must be beautiful with. */
export function assorted(now: number): Entry[] {
  const about: Partial<Entry>[] = [
    { label: 'Staging, deploy user', created: now - 60_000, expires: now + 3_540_000 },
    {
      label: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, the long one',
      passphrase: true,
      sealed: false,
      server: 'https://secrets.very-long-name-of-a-company.example.com',
      recipient: 'ca***@e***.com',
    },
    { created: now - 5 * hour, state: 'read', settled: now - 4 * 60_000, news: true, label: 'VPN of Claire' },
    {
      created: now - 27 * hour,
      expires: now - 3 * hour,
      state: 'expired',
      settled: now - 3 * hour,
      label: 'كلمة السر للخادم',
    },
    {
      created: now - 28 * hour,
      state: 'burned',
      settled: now - 26 * hour,
      sealed: false,
      label: 'Wrong recipient',
    },
    {
      created: now - 200 * hour,
      expires: now - 32 * hour,
      state: 'gone',
      settled: now - 30 * hour,
      imported: true,
      sealed: false,
    },
  ]
  return about.map((one, number) => entry({ ...one, id: idOf(number) }))
}
