import { entryWith } from '../../support/entries'
import type { Row } from '../row'
import type { Side } from '../side'
import { openPopup } from './popup'

/** A long history beside a short one: of its entries three wait, as they do for most people. */
const sizes = [10, 10_000]

export const history: Row[] = [
  ...sizes.map(
    (size): Row => ({
      title: `openPopup() to ready, ${size} entries`,
      unit: 'ms',
      prepare: side => fill(side, size),
      ours: openPopup,
    }),
  ),
  ...sizes.map(
    (size): Row => ({
      title: `reading a history of ${size}`,
      unit: 'ms',
      prepare: side => fill(side, size),
      ours: side => read(side, 'all', size),
    }),
  ),
  {
    title: 'finding the 3 that wait among 10000',
    unit: 'ms',
    prepare: side => fill(side, 10_000),
    ours: side => read(side, 'waiting', 3),
  },
]

/** All kept for a day yet, so that nothing is asked or forgotten meanwhile. */
async function fill({ desk }: Side, size: number): Promise<void> {
  const now = Date.now()
  const entries = Array.from({ length: size }, (_, at) =>
    entryWith({
      label: `Number ${at}`,
      handle: 'h'.repeat(120),
      created: now - at * 1000,
      expires: now + 86_400_000,
      checked: now,
      ...(at < 3 ? {} : { state: 'read' as const, settled: now }),
    }),
  )
  const items = Object.fromEntries(
    entries.map(entry => [`entry:${entry.state === 'waiting' ? 'w' : 's'}:${entry.id}`, entry]),
  )
  await desk.evaluate(items => chrome.storage.local.set(items), items)
}

/** In a page of the extension, as the popup does it. */
async function read({ desk }: Side, what: 'all' | 'waiting', expected: number): Promise<number> {
  return desk.evaluate(
    async ({ what, expected, path }) => {
      const { createHistoryReader } = (await import(
        path
      )) as typeof import('../../../lib/adapters/history-store')
      const reader = createHistoryReader(chrome.storage.local)
      const from = performance.now()
      const found = await reader[what]()
      const took = performance.now() - from
      if (found.length !== expected) throw new Error(`${found.length} entries instead of ${expected}`)
      return took
    },
    { what, expected, path: '/history-store.js' },
  )
}
