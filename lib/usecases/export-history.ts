import type { Entry } from '../domain/history-entry'

export type ExportFormat = 'json' | 'csv'

/**
 * The exported part of an entry: no key in any form, nor the id, which means nothing elsewhere. Times in
 * ISO 8601.
 */
const rowOf = (entry: Entry) => ({
  label: entry.label,
  state: entry.state,
  created: iso(entry.created),
  expires: iso(entry.expires),
  settled: entry.settled === undefined ? '' : iso(entry.settled),
  server: entry.server,
  sealed: entry.sealed,
  passphrase: entry.passphrase,
  recipient: entry.recipient ?? '',
  imported: entry.imported,
})

const iso = (time: number): string => new Date(time).toISOString()

/** The history as the text of a file: JSON, or CSV according to RFC 4180. */
export function exportHistory(entries: Entry[], as: ExportFormat): string {
  const rows = entries.map(rowOf)
  if (as === 'json') return `${JSON.stringify(rows, null, 2)}\n`
  const names = [
    'label',
    'state',
    'created',
    'expires',
    'settled',
    'server',
    'sealed',
    'passphrase',
    'recipient',
    'imported',
  ] as const
  return [names, ...rows.map(row => names.map(name => row[name]))].map(line).join('')
}

const line = (cells: readonly (string | boolean)[]): string => `${cells.map(cell).join(',')}\r\n`

/**
 * Always quoted. An apostrophe keeps spreadsheets from running a label that looks like a formula: some
 * strip invisible characters first, and some treat full-width forms like the normal ones.
 */
const cell = (value: string | boolean): string =>
  `"${String(value)
    .replace(/^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u, "'$&")
    .replaceAll('"', '""')}"`
