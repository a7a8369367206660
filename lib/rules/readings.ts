import {
  base64Decoded,
  flat,
  htmlDecoded,
  percentDecoded,
  plain,
  quotedPrintableDecoded,
  unescaped,
} from './codings'

/** How many codings may lie over each other. */
const deep = 4
/** Texts that are looked at of each depth, and characters of all readings together: a hostile text must cost little. */
const most = { wide: 12, characters: 1_000_000 }

/**
 * The texts that a text may have been before mail, chats, gateways and people had it, the most literal first. Which one
 * is true is for a link's check, or a seal's tag, to say. `shapes`: the forms of one text in which it is looked at.
 */
export function* readings(text: string, shapes: (text: string) => Iterable<string>): Generator<string> {
  const [read, seen] = [new Set<string>(), new Set<string>([text])]
  let spent = 0
  let layer = [text]
  for (let depth = 0; depth <= deep && layer.length > 0; depth++) {
    for (const one of layer) {
      for (const reading of shapes(one)) {
        if (read.has(reading)) continue
        if (spent + reading.length > most.characters) return
        read.add(reading)
        spent += reading.length
        yield reading
      }
    }
    if (depth === deep) return
    const forms = [...new Set(layer.flatMap(one => [...flattened(one), plain(one), one]))]
    layer = [...forms.flatMap(decoded), ...forms.flatMap(base64Decoded)]
    layer = [...new Set(layer)].filter(one => !seen.has(one)).slice(0, most.wide)
    for (const one of layer) seen.add(one)
  }
}

/** In one line; where a line ends in `=`, that was quoted-printable's, or the start of `=23`. */
const flattened = (text: string): string[] =>
  /=\s/.test(text) ? [flat(text), flat(text, /=(?!\s+[\dA-F]{2})\s+|\s+/g)] : [flat(text)]

/** Undoes the codings that do not get into each other's way, once each. */
export const undone = (text: string): string => unescaped(htmlDecoded(percentDecoded(text)))

/** Without the outermost coding, whichever it is. */
function decoded(text: string): string[] {
  const whole = undone(text)
  return [whole, quotedPrintableDecoded(whole), quotedPrintableDecoded(text)]
}
