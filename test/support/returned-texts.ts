/** `other`: another person’s sealed text. */
type Return = (jwe: string, other: string) => string

const line = 'This secret is sealed.'
const lines = (text: string, length: number, end: string) =>
  text.replace(new RegExp(`.{${length}}(?=.)`, 'g'), `$&${end}`)
const quoted = (text: string, by: string) => `${line}\n\n${lines(text, 72, '\n')}`.replace(/^/gm, by)
const json = JSON.stringify

/** How a sealed text looks after a mail, a chat or a person: kind → name → it. Each still holds the whole of it. */
export const returns: Record<string, Record<string, Return>> = {
  'quoted by a mail program': {
    once: jwe => quoted(jwe, '> '),
    'without a blank': jwe => quoted(jwe, '>'),
    'three deep': jwe => quoted(jwe, '> >> '),
    'with bars': jwe => quoted(jwe, '| '),
    'with lines of Windows': jwe => quoted(jwe, '> ').replaceAll('\n', '\r\n'),
    'below who wrote it': jwe => `On Monday, Ana wrote:\n${quoted(jwe, '> ')}\n>\n> Best,\n> Ana`,
    'with tabs': jwe => quoted(jwe, '\t>\t'),
  },
  'characters that nobody sees': {
    'zero-width spaces': jwe => lines(jwe, 80, '\u200b'),
    'soft hyphens': jwe => lines(jwe, 40, '\u00ad'),
    'word joiners': jwe => lines(jwe, 7, '\u2060'),
    'marks of direction': jwe => `\u200e${lines(jwe, 30, '\u200f')}\u202c`,
    'a byte order mark': jwe => `\ufeff${line}\ufeff\n\n\ufeff${jwe}`,
    'variation selectors': jwe => lines(jwe, 50, '\ufe0f'),
    'joiners and non-joiners': jwe => lines(lines(jwe, 20, '\u200d'), 33, '\u200c'),
  },
  'hyphens made longer or unbreakable': {
    unbreakable: jwe => jwe.replaceAll('-', '\u2011'),
    'hyphens of their own': jwe => jwe.replaceAll('-', '\u2010'),
    'en dashes': jwe => jwe.replaceAll('-', '\u2013'),
    'minus signs': jwe => jwe.replaceAll('-', '\u2212'),
    'full width': jwe => jwe.replaceAll('-', '\uff0d'),
    small: jwe => jwe.replaceAll('-', '\ufe63'),
    'two of them made one': jwe => jwe.replaceAll('--', '\u2014'),
  },
  'escaped for Markdown': {
    'its low lines': jwe => jwe.replaceAll('_', '\\_'),
    'every sign': jwe => jwe.replace(/[._-]/g, '\\$&'),
    'as code': jwe => `\`\`\`\n${jwe}\n\`\`\``,
    'as code in a line': jwe => `Here: \`${jwe}\``,
    bold: jwe => `**${jwe}**`,
    'in a quote': jwe => quoted(jwe.replaceAll('_', '\\_'), '> '),
  },
  'HTML entities': {
    decimal: jwe => jwe.replaceAll('.', '&#46;'),
    hexadecimal: jwe => jwe.replaceAll('.', '&#x2E;').replaceAll('-', '&#x2d;'),
    names: jwe => jwe.replaceAll('.', '&period;').replaceAll('_', '&lowbar;'),
    twice: jwe => jwe.replaceAll('.', '&amp;#46;'),
    'elements for line breaks': jwe => `<p>${line}</p><p>${lines(jwe, 60, '<br/>\n')}</p>`,
    'places to break': jwe => lines(jwe, 60, '<wbr>'),
    'soft hyphens and blanks': jwe => lines(lines(jwe, 40, '&shy;'), 90, '&nbsp;'),
  },
  'a JSON string': {
    'its line breaks escaped': jwe => json({ value: `${line}\n\n${jwe}` }),
    'in lines': jwe => json({ value: `${line}\r\n\r\n${lines(jwe, 72, '\r\n')}` }),
    'in JSON': jwe => json({ data: json({ value: lines(jwe, 72, '\n') }) }),
    'signs by number': jwe => json(jwe).replaceAll('.', '\\u002e').replaceAll('-', '\\u002D'),
    'a list of lines': jwe => json(lines(jwe, 72, '\n').split('\n')),
    'pieces of a program': jwe => `const sealed = "${lines(jwe, 72, '" +\n  "')}";`,
  },
  'words stuck to it': {
    'of a button': jwe => `${jwe}Copy`,
    'at both ends': jwe => `secret:${jwe}Copied!`,
    'like a header': jwe => `eyJoe${jwe}`,
    'after broken lines': jwe => `${line}\n${lines(jwe, 64, '\n')}\nCopy to clipboard`,
    'a time': jwe => `Ana 12:30${jwe}12:31`,
    'in another language': jwe => `Secret${jwe}Copier`,
  },
  'two sealed texts': {
    'another before it': (jwe, other) => `${other}\n\n${jwe}`,
    'another behind it': (jwe, other) => `${jwe}\n\n${other}`,
    'in lines': (jwe, other) => `${lines(other, 64, '\n')}\n\n${lines(jwe, 64, '\n')}`,
    'without anything between': (jwe, other) => other + jwe,
    'it stands between two': (jwe, other) => `${other}\n${jwe}\n${other}`,
    'the other one cut': (jwe, other) => `${other.slice(0, -30)}\n${lines(jwe, 64, '\n')}`,
  },
  'quoted-printable left undecoded': {
    'lines that end in =': jwe => lines(jwe, 75, '=\n'),
    'of Windows': jwe => `${line}\r\n\r\n${lines(jwe, 75, '=\r\n')}`,
    'its dots, too': jwe => lines(jwe, 70, '=\r\n').replaceAll('.', '=2E'),
    'every sign': jwe => jwe.replaceAll('.', '=2E').replaceAll('_', '=5F').replaceAll('-', '=2D'),
    'small letters': jwe => jwe.replaceAll('.', '=2e').replaceAll('-', '=2d'),
    'blanks behind the =': jwe => lines(jwe, 75, '= \n'),
  },
  'line breaks doubled': {
    twice: jwe => lines(jwe, 64, '\n\n'),
    'of Windows': jwe => lines(jwe, 64, '\r\n\r\n'),
    thrice: jwe => lines(jwe, 64, '\n\n\n'),
    'with blanks between': jwe => lines(jwe, 64, '\n \n'),
    'of Unicode': jwe => lines(jwe, 64, '\u2028\u2029'),
    'after the line for people': jwe => `${line}\n\n\n\n${lines(jwe, 64, '\n\n')}`,
  },
}
