// What mail, gateways, chats and people do to a text's characters, each undone. None of what we look for (a link of
// ours, a sealed text) holds any of these signs itself, so undoing more than was done does it no harm.

const bytesOf = (hex: string, sign: string) =>
  Uint8Array.from(hex.split(sign).filter(Boolean), two => Number.parseInt(two, 16))

/** UTF-8, or byte by byte where it is none. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return String.fromCharCode(...bytes)
  }
}

/** `%23` for `#`. RFC 3986 §2.1. */
export const percentDecoded = (text: string): string =>
  text.replace(/(?:%[\da-f]{2}){1,1000}/gi, run => decoded(bytesOf(run, '%')))

/** `=23` for `#`, and lines that end in `=`. RFC 2045 §6.7. */
export const quotedPrintableDecoded = (text: string): string =>
  text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=[ \t]*$/, '')
    .replace(/(?:=[\da-f]{2}){1,1000}/gi, run => decoded(bytesOf(run, '=')))

const named: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', num: '#', period: '.' },
  ...{ hyphen: '-', dash: '-', lowbar: '_', sol: '/', colon: ':', quest: '?', equals: '=', zwnj: '' },
  ...{ UnderBar: '_', ZeroWidthSpace: '' },
}

/** `&#46;` for `.` */
export const htmlDecoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,14}));/gi, (entity, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[name] ?? named[String(name).toLowerCase()] ?? entity
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity
  })

const breaks: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** JSON's `\n` and `\u0023`, JavaScript's `\x23`, Markdown's `\_`. */
export const unescaped = (text: string): string =>
  text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([nrtbf])|([^\w\s]|_))/gi, (_, four, two, line, sign) => {
    const code = four ?? two
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
    return line === undefined ? sign : (breaks[line.toLowerCase()] ?? '')
  })

/** What runs of letters and digits hold, where it is readable, in base64 or base64url: RFC 4648 §4 and §5. */
export function base64Decoded(text: string): string[] {
  // With a slash in it, a run of base64 looks like a path.
  const runs = [/[\w+-]{40,}/g, /[A-Za-z0-9+/]{40,}/g].flatMap(run => (text.match(run) ?? []).slice(0, 4))
  return [...new Set(runs)].flatMap(run => [0, 1, 2, 3].flatMap(skip => readableIn(run.slice(skip))))
}

function readableIn(run: string): string[] {
  const whole = run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0))
  const start = bytesIn(whole.slice(0, 88))
  const all = start && isReadable(start) ? bytesIn(whole) : undefined
  return all === undefined ? [] : [decoded(all)]
}

function bytesIn(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), byte => byte.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** UTF-8 without control characters, as far as it goes. */
function isReadable(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return !/[^\P{Cc}\t\n\r]/u.test(text)
  } catch {
    return false
  }
}

/** Quoting at the start of lines, however deep: `> `, `| `. */
export const unquoted = (text: string): string => text.replace(/^[ \t]*(?:[>|│][ \t]*)+/gm, '')

/** What is drawn like our own signs, is not seen at all, or was put in so that nobody presses it. */
export const plain = (text: string): string => disarmed(/^[\n\r\t -~]*$/.test(text) ? text : ascii(text))

/** Without what lines, quoting and invisible characters put between; quoted-printable ends a line with `=`. */
export const flat = (text: string, gaps = /=?\s+/g): string => unquoted(plain(text)).replace(gaps, '')

/** Full-width and small forms (U+FF01 to U+FF5E, U+FE50 to U+FE6B), full stops of other scripts, dashes of all lengths. */
const ascii = (text: string): string =>
  repaired(text)
    .replace(/\p{Cc}\[[\d;]*m/gu, '')
    .replace(/[\uff01-\uff5e\ufe50-\ufe6b]+/g, form => form.normalize('NFKC'))
    .replace(/[\u3002\uff61\u2024\u06d4]/g, '.')
    .replace(/\u2025/g, '..')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\p{Pd}\u2212\u02d7\u2043\u2796\u207b\u208b\u30fc]/gu, '-')
    .replace(/[\u2017\u203f]/g, '_')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')

/** UTF-8 that was taken for Windows-1252: hyphens, and what is not seen. */
const repaired = (text: string): string =>
  text.replace(/â€[\u0090‘’“”]/g, '-').replace(/Â[\u00a0\u00ad]|â€‹/g, '')

/** `hxxps`, `[.]`, `[:]`: as those write who look after other people's mail. */
const disarmed = (text: string): string =>
  text
    .replace(/\bh(?:xx|tt|\*\*)p(s?)(?![a-z])/gi, 'http$1')
    .replace(/[[({<]\s?(\.|:\/\/|:|\/|#|dot)\s?[\])}>]/gi, (_, sign) => (/dot/i.test(sign) ? '.' : sign))

// What a text may have been, with all of these undone.

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
    layer = [...forms.flatMap(withoutOutermost), ...forms.flatMap(base64Decoded)]
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
function withoutOutermost(text: string): string[] {
  const whole = undone(text)
  return [whole, quotedPrintableDecoded(whole), quotedPrintableDecoded(text)]
}
