import { flat, plain, unquoted } from './codings'

/** The forms of one text in which a link is looked for: as it is, and put together where lines and blanks broke it. */
export function* linkShapes(text: string): Generator<string> {
  const clean = plain(text)
  yield clean
  yield flat(clean)
  // Quoting that was put in one line.
  if (/[>|]/.test(clean)) yield flat(clean).replace(/[>|]+/g, '')
  // An em or en dash may be two hyphens of ours.
  if (/[\u2013\u2014]/.test(text)) yield flat(text.replace(/[\u2013\u2014]/g, '--'))
  for (const meant of [
    clean.replace(/<\/?[a-z][^<>]{0,300}>/gi, ''),
    // Without what stands before each line.
    clean.replace(/^.*[ \t](?=\S+[ \t]*$)/gm, ''),
  ])
    if (meant !== clean) yield flat(meant)
  yield* joined(unquoted(clean))
}

/** Words that a link may begin with; the words before and after that one; hyphens in doubt; characters of it all. */
const most = { begins: 3, before: 4, after: 14, doubts: 4, length: 1_500 }
const doubt = '-\0'

/**
 * Some words around the start of a link, put together: fewer and more, as what follows a link is no part of it. A hyphen
 * at a line's end is the printer's, or ours.
 */
function* joined(text: string): Generator<string> {
  const words = text
    .trim()
    .replace(/-[ \t]*\r?\n\s*/g, `${doubt} `)
    .split(/=?\s+/)
  if (words.length === 1) return
  const begins = words.flatMap((word, at) => (/secret|c1p?\.|https?:/.test(word) ? [at] : []))
  for (const begin of begins.slice(0, most.begins)) {
    for (let from = begin; from >= Math.max(0, begin - most.before); from--) {
      for (let to = begin + 1; to <= Math.min(words.length, begin + most.after); to++) {
        const some = words.slice(from, to)
        if (some.join('').length <= most.length) yield* eachWay(some)
      }
    }
  }
}

function eachWay(words: string[]): string[] {
  const doubts = words.filter(word => word.endsWith(doubt)).length
  return words.reduce(
    (starts, word) => {
      const bare = word.endsWith(doubt) ? word.slice(0, -doubt.length) : word
      if (bare === word) return starts.map(start => start + word)
      const ways = doubts > most.doubts ? [bare] : [bare, `${bare}-`]
      return ways.flatMap(way => starts.map(start => start + way))
    },
    [''],
  )
}
