import { encode } from 'jose/base64url'

type Rewrite = (link: string) => string

const percent = encodeURIComponent
const base64 = (text: string) => Buffer.from(text).toString('base64')
const bare = (link: string) => link.replace('https://', '')
const wide = (text: string, signs: RegExp) =>
  text.replace(signs, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const inHost = (link: string, dot: string) => {
  const [, scheme = '', host = '', rest = ''] = /^(https:\/\/)([^/]+)(.*)$/s.exec(link) ?? []
  return scheme + host.replaceAll('.', dot) + rest
}
const broken = (link: string, at: number, by: string) => link.slice(0, at) + by + link.slice(at)
const quotedPrintable = (text: string, signs: RegExp) =>
  text.replace(signs, sign => `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/** What gateways, people and programs make of a link: kind → name → it. Every one still holds the whole of it. */
export const rewrites: Record<string, Record<string, Rewrite>> = {
  'a gateway keeps it in its path, between marks': {
    'Check Point': link => `https://protect.checkpoint.com/v2/___${link}___.YzJ1OmFiYzpj`,
    'Check Point, a later one': link => `https://protect.checkpoint.com/v2/r05/___${link}___.YXAzOm1haWw6YQ`,
    'after a slash': link => `https://secure-web.cisco.com/1aBcDeFgH/${link}`,
    'between two lines': link => `https://gateway.example/x/__${link}__`,
    'between tildes': link => `https://go.example.com/~${link}~/ok`,
    'a slash behind it': link => `https://url.example/fetch/${link}/`,
    'in brackets': link => `https://check.example/(${link})`,
  },
  'the same, encoded': {
    'the # alone': link => `https://protect.checkpoint.com/v2/___${link.replace('#', '%23')}___.YzJ1OmFiYzpj`,
    percent: link => `https://secure-web.cisco.com/1aBc/${percent(link)}`,
    'percent, twice': link => `https://gateway.example/x?a=1&u=${percent(percent(link))}&b=2`,
    base64: link => `https://eu.protection.example.com/?d=example.com&u=${base64(link)}&i=1`,
    'base64url in the path': link => `https://gateway.example/t/${encode(new TextEncoder().encode(link))}/0`,
    'base64 of percent': link => `https://gateway.example/?u=${percent(base64(percent(link)))}`,
    'percent in HTML': link => `https://gateway.example/?a=1&amp;u=${percent(link)}&amp;b=2`,
    'JSON in percent': link => `https://gateway.example/?q=${percent(JSON.stringify({ url: link }))}`,
  },
  'made harmless by security people': {
    'hxxps and dots in brackets': link => inHost(link, '[.]').replace('https', 'hxxps'),
    'dots in round brackets': link => inHost(link, '(.)').replace('https', 'hXXps'),
    'dots in braces': link => inHost(link, '{.}'),
    'dots as words': link => inHost(link, '[dot]').replace('https', 'hxxps'),
    'the colon in brackets': link => inHost(link, '[.]').replace('://', '[:]//'),
    'the scheme’s signs in brackets': link => link.replace('://', '[://]'),
    'stars in the scheme': link => inHost(link, '[.]').replace('https', 'h**ps'),
  },
  'without its scheme': {
    alone: bare,
    'two slashes': link => `//${bare(link)}`,
    'in a sentence': link => `Here it is: ${bare(link)} – thanks`,
    'in angle brackets': link => `<${bare(link)}>`,
    'a full stop behind it': link => `${bare(link)}.`,
    'in Markdown': link => `[the secret](${bare(link)})`,
  },
  'with the other scheme': {
    http: link => link.replace('https', 'http'),
    'in capitals': link => link.replace('https', 'HTTP'),
    'one slash': link => link.replace('https://', 'http:/'),
    'three slashes': link => link.replace('https://', 'http:///'),
    'http in a gateway': link => `https://gateway.example/?u=${percent(link.replace('https', 'http'))}`,
    'for an app of Android': link =>
      `intent://${bare(link).replace('#', '%23')}#Intent;scheme=https;package=com.android.chrome;end`,
    'for the page’s source': link => `view-source:${link}`,
  },
  'full-width and small forms': {
    'the #': link => wide(link, /#/),
    'the dots': link => wide(link, /\./g),
    'every sign': link => wide(link, /[^\w]/g),
    'letters, too': link => wide(link, /[a-z:/#]/g),
    'a small #': link => link.replace('#', '\ufe5f'),
    'small colon and dots': link => link.replace(':', '\ufe55').replaceAll('.', '\ufe52'),
    'Chinese full stops': link => link.replaceAll('.', '\u3002'),
  },
  'quoted-printable left undecoded': {
    'the #': link => quotedPrintable(link, /#/),
    'the dots': link => quotedPrintable(link, /\./g),
    'every sign': link => quotedPrintable(link, /[^\w]/g),
    'in small letters': link => link.replace('#', '=23').replaceAll('-', '=2d').replaceAll('.', '=2e'),
    'a line ended by =': link => broken(link, 76, '=\r\n'),
    'a line ended by = in the key': link => broken(quotedPrintable(link, /#/), 100, '=\n'),
  },
  'a host with its final dot': {
    alone: link => inHost(link, '.').replace('.com/', '.com./'),
    'and its port': link => link.replace('.com/', '.com.:443/'),
    'and percent': link => percent(link.replace('.com/', '.com./')),
    'and no scheme': link => bare(link.replace('.com/', '.com./')),
    'and the other scheme': link => link.replace('.com/', '.com./').replace('https', 'http'),
    'made harmless': link => inHost(link.replace('.com/', '.com./'), '[.]').replace('https', 'hxxps'),
  },
  'hyphenated at a line’s end': {
    'in the key': link => broken(link, 92, '-\n'),
    'in the secret key': link => broken(link, 50, '-\r\n'),
    'by a hyphen of its own': link => broken(link, 92, '\u2010\n'),
    'by a soft one': link => broken(link, 92, '\u00ad\n'),
    twice: link => broken(broken(link, 100, '-\n'), 60, '-\n'),
    'after a hyphen of ours': link => link.replace('--', '-\n-'),
    'with blanks before the next line': link => broken(link, 92, '-\n    '),
  },
}

/** What holds no address of ours: it is in the gateway's own list. */
export const hiding = [
  'https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com',
  'https://url.us.m.mimecastprotect.com/s/Xy12AbCdEf',
  'https://shared.outlook.inky.com/link?domain=eu.onetimesecret.com&t=h.eJxVkMtu',
  'https://lp.vadesecure.com/q/AbCdEfGhIjKl',
  'https://url.emailprotection.link/?bAbCdEf~',
  'https://clicktime.symantec.com/15sLvSn9AbCdEf',
] as const
