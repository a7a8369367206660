import type { Measured } from './row'

/** Aligned columns: ours, the empty extension's, and how many times the one is the other. */
export function table(measured: Measured[]): string {
  const cells = [
    ['', 'ours', 'empty', 'ratio'],
    ...measured.map(({ title, unit, ours, empty }) => [
      title,
      said(ours, unit),
      empty === undefined ? '–' : said(empty, unit),
      // Nothing is a multiple of nothing.
      empty ? times(ours / empty) : '–',
    ]),
  ]
  const widths = [0, 1, 2, 3].map(column => Math.max(...cells.map(line => line[column]?.length ?? 0)))
  return cells
    .map(line =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

const times = (ratio: number) => `${ratio.toFixed(ratio < 100 ? 2 : 0)}×`

function said(value: number, unit: Measured['unit']): string {
  if (unit === 'count') return String(value)
  if (unit === 'bytes') return `${(value / 1000).toFixed(1)} kB`
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`
}
