// Undoes what mail, gateways, chats and people do to a text's characters. Our links and sealed texts
// contain none of these characters themselves, so undoing too much does no harm.

const bytesOf = (hex: string, sign: string) =>
  Uint8Array.from(hex.split(sign).filter(Boolean), two => Number.parseInt(two, 16))

/** Decodes as UTF-8, or byte by byte if it is not valid. */
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

/** The readable contents of runs of letters and digits, as base64 or base64url: RFC 4648 §4 and §5. */
export function base64Decoded(text: string): string[] {
  // A run of base64 with a slash in it looks like a path.
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

/** Whether it is UTF-8 without control characters; it may end within a character. */
function isReadable(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return !/[^\P{Cc}\t\n\r]/u.test(text)
  } catch {
    return false
  }
}

/** Removes quoting at the start of lines, however deep: `> `, `| `. */
export const unquoted = (text: string): string => text.replace(/^[ \t]*(?:[>|│][ \t]*)+/gm, '')

/**
 * Replaces characters that look like ours, and removes invisible ones and those added to make a link
 * unclickable.
 */
export const plain = (text: string): string => disarmed(/^[\n\r\t -~]*$/.test(text) ? text : ascii(text))

/** Removes line breaks, quoting and invisible characters; quoted-printable ends a line with `=`. */
export const flat = (text: string, gaps = /=?\s+/g): string => unquoted(plain(text)).replace(gaps, '')

/**
 * Full-width and small forms (U+FF01 to U+FF5E, U+FE50 to U+FE6B), full stops of other scripts, dashes of
 * all lengths.
 */
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

/** Hyphens and invisible characters in UTF-8 that was decoded as Windows-1252. */
const repaired = (text: string): string =>
  text.replace(/â€[\u0090‘’“”]/g, '-').replace(/Â[\u00a0\u00ad]|â€‹/g, '')

/** Defanged links: `hxxps`, `[.]`, `[:]`, as security teams write them. */
const disarmed = (text: string): string =>
  text
    .replace(/\bh(?:xx|tt|\*\*)p(s?)(?![a-z])/gi, 'http$1')
    .replace(/[[({<]\s?(\.|:\/\/|:|\/|#|dot)\s?[\])}>]/gi, (_, sign) => (/dot/i.test(sign) ? '.' : sign))

// The texts that a text may originally have been, with all of these undone.

/** The maximum number of nested encodings. */
const deep = 4
/**
 * Limits on the texts tried at each depth, and characters of all readings together: a hostile text must be
 * cheap to reject.
 */
const most = { wide: 12, characters: 1_000_000 }

/**
 * The texts that a text may have been before mail, chats, gateways and people altered it, most literal
 * first. A link's check or a seal's tag decides which one is right. `shapes`: the variants in which each
 * text is tried.
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

/** In one line; a `=` at a line's end was quoted-printable's, or the start of `=23`. */
const flattened = (text: string): string[] =>
  /=\s/.test(text) ? [flat(text), flat(text, /=(?!\s+[\dA-F]{2})\s+|\s+/g)] : [flat(text)]

/** Undoes, once each, the encodings that do not interfere with each other. */
export const undone = (text: string): string => unescaped(htmlDecoded(percentDecoded(text)))

/** Without the outermost encoding, whichever it is. */
function withoutOutermost(text: string): string[] {
  const whole = undone(text)
  return [whole, quotedPrintableDecoded(whole), quotedPrintableDecoded(text)]
}
