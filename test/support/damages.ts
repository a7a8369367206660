import { encode } from 'jose/base64url'

/** What mail, gateways, chats and people do to a text's characters. Each keeps them all. */
export const codings: Record<string, (text: string) => string> = {
  percent: text => encodeURIComponent(text),
  'percent, every sign': text =>
    [...new TextEncoder().encode(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  base64: text => Buffer.from(text).toString('base64'),
  base64url: text => encode(text),
  'base64 in lines of mail': text => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n'),
  'quoted-printable': text =>
    [...new TextEncoder().encode(text)]
      .map(byte =>
        /[\w\n]/.test(String.fromCharCode(byte))
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join(''),
  'HTML by number': text => text.replace(/[^\w\s]/g, sign => `&#${sign.charCodeAt(0)};`),
  'HTML by hexadecimal number': text =>
    text.replace(/[^\w\s]/g, sign => `&#x${sign.charCodeAt(0).toString(16)};`),
  'HTML by name': text =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('.', '&period;')
      .replaceAll('_', '&lowbar;')
      .replaceAll('-', '&hyphen;'),
  JSON: text => JSON.stringify({ value: text }),
  'JSON by number': text =>
    `"${text.replace(/[^\w]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
  Markdown: text => text.replace(/[_.#-]/g, '\\$&'),
  invisible: text => text.replace(/.{9}/g, '$&\u200b').replace(/.{13}/g, '$&\u00ad'),
  'unbreakable hyphens': text => text.replaceAll('-', '\u2011'),
  'minus signs': text => text.replaceAll('-', '\u2212'),
  'full width': text => text.replace(/[.#:/_-]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
}

/** What breaks a text into lines, or puts signs before them. */
export const breaking: Record<string, (text: string) => string> = {
  'lines of 72': text => text.replace(/.{72}/g, '$&\n'),
  'lines of 60, of Windows': text => text.replace(/.{60}/g, '$&\r\n'),
  'lines doubled': text => text.replace(/.{64}/g, '$&\n\n'),
  blanks: text => text.replace(/.{50}/g, '$& '),
  quoted: text => text.replace(/.{70}/g, '$&\n').replace(/^/gm, '> '),
  'quoted without a blank': text => text.replace(/.{70}/g, '$&\n').replace(/^/gm, '>'),
  'quoted three deep': text => text.replace(/.{70}/g, '$&\n').replace(/^/gm, '> >>'),
  'quoted with bars': text => text.replace(/.{70}/g, '$&\n').replace(/^/gm, '| '),
  // It breaks no escape.
  'soft line breaks of quoted-printable': text => text.replace(/(?:=[\dA-F]{2}|[^=\n]|=){60,72}/g, '$&=\r\n'),
}
export const damages = { ...codings, ...breaking }
