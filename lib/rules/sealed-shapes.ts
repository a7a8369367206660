import { plain } from './codings'

/** The forms of one text in which a sealed text is looked for: as it is, then of all signs only those that it can hold. */
export function* sealedShapes(text: string): Generator<string> {
  yield text
  yield onlySigns(text)
  // An em or en dash may be two hyphens of ours, each or only the longer one.
  if (/[\u2013\u2014]/.test(text)) {
    yield onlySigns(text.replace(/[\u2013\u2014]/g, '--'))
    yield onlySigns(text.replace(/\u2014/g, '--'))
  }
  yield* unhyphenated(text)
  yield* unprefixed(text)
}

/** Without quoting, white space, escapes, the elements of a web page: with the signs that a sealed text can hold. */
export const onlySigns = (text: string): string =>
  plain(text.replace(/<\/?[a-z][^<>]{0,300}>/gi, '')).replace(/[^\w.-]+/g, '')

const most = { doubts: 5, lines: 3_000 }

/** A hyphen at a line's end is the printer's, or ours: each way for each where they are few, else all one way. */
function* unhyphenated(text: string): Generator<string> {
  if (!/[\p{Pd}\u2212][ \t]*\n/u.test(text)) return
  const lines = plain(text)
    .split(/-[ \t]*\r?\n/)
    .map(onlySigns)
  if (lines.length - 1 > most.doubts) return yield lines.join('')
  yield* lines
    .slice(1)
    .reduce((starts, line) => starts.flatMap(start => [start + line, `${start}-${line}`]), [lines[0] ?? ''])
}

/** Without what stands before each line (its number, a time, who said it) and closes it. */
function* unprefixed(text: string): Generator<string> {
  const lines = plain(text).split(/\r?\n/)
  if (lines.length < 2 || lines.length > most.lines) return
  yield lines.map(lastRun).join('')
}

const lastRun = (line: string): string => line.match(/[\w.-]+/g)?.at(-1) ?? ''
