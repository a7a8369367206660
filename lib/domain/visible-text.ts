import { lettersOf } from './compare-letters'

/**
 * Whether the text an editor reports matches what it shows. An editor renders only what is in view: its
 * text may begin above the first row, if the rows go on `above`, and end below the last.
 */
export function isVisibleIn(
  text: string,
  rows: readonly string[],
  goesOn: { above: boolean; below: boolean },
): boolean {
  const lines = text.split('\n').map(plain).filter(Boolean)
  const shown = rows.map(plain).filter(Boolean)
  if (lines.length === 0 || shown.length === 0) return false
  const starts = lines.flatMap((_, line) =>
    line === 0 ? shown.map((_, row) => ({ line, row })) : goesOn.above ? [{ line, row: 0 }] : [],
  )
  return starts.some(start => runs(lines, shown, start, goesOn.below))
}

/**
 * Whether the lines appear in sequence until either the lines or the rows end. A long line may continue in
 * the next row.
 */
function runs(
  lines: readonly string[],
  rows: readonly string[],
  { line, row }: { line: number; row: number },
  below: boolean,
): boolean {
  let at = row
  for (let next = line; next < lines.length; next++) {
    let rest = lines[next] ?? ''
    // The number of an empty line.
    while (/^\d+$/.test(rows[at] ?? '') && !rows[at]?.includes(rest)) at++
    if (at >= rows.length) return below && at > row
    for (let isFirst = true; rest !== ''; isFirst = false) {
      const shown = rows[at]
      if (shown === undefined) return false
      if (isFirst ? shown.includes(rest) : shown.startsWith(rest)) rest = ''
      else {
        const part = isFirst ? tailIn(shown, rest) : rest.startsWith(shown) ? shown.length : 0
        if (part === 0) return false
        rest = rest.slice(part)
      }
      at++
    }
  }
  return true
}

/** How much of the line's beginning is at the end of this row. */
function tailIn(row: string, line: string): number {
  for (let length = Math.min(row.length, line.length); length > 0; length--)
    if (row.endsWith(line.slice(0, length))) return length
  return 0
}

/** Editors render blanks as no-break spaces, dots and arrows. */
const plain = (text: string): string => lettersOf(text).replace(/[\u00b7\u2192\u200b\u200c\u200d]/g, '')

/** Whether a text begins and ends with what surrounds the lines that an editor has not rendered. */
export function isAround(text: string, parts: readonly string[]): boolean {
  const [letters, first, last] = [lettersOf(text), parts[0] ?? '', parts.at(-1) ?? '']
  return parts.length > 1 && letters.startsWith(first) && letters.slice(first.length).endsWith(last)
}
