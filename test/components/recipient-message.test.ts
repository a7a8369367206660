import { describe, expect, test } from 'vitest'
import { fillMessage, type MessageOptions, recipientMessage } from '../../components/shared/recipient-message'
import { translationsIn } from '../../components/translation'
import { makeLink, makeOpenerLink, standardLink } from '../../lib/domain/link'
import type { SharedSecret } from '../../lib/domain/share-outcome'
import { translateIn } from '../support/words'

const server = 'https://secrets.example.com'
const direct = await makeLink({
  origin: server,
  secretKey: 's1',
  linkKey: new Uint8Array(32).fill(7),
  passphrase: false,
})
const [bare = '', key = ''] = direct.split('#')
const links = {
  direct,
  leading: await makeOpenerLink('https://www.example.com/opener.html', direct),
  own: await makeOpenerLink(`${server}/opener.html`, direct),
  standard: standardLink(server, 's1'),
}
const mailedTo = 'ca***@e***.com'

/** What the recipient gets, with a short word for what stands in it. */
async function messageFor(
  language: 'en' | 'fr',
  { link, ...shared }: Pick<SharedSecret, 'link'> & Partial<SharedSecret>,
  options: Partial<MessageOptions> = {},
): Promise<string> {
  const words = translationsIn(await translateIn(language))
  const expires = Date.UTC(2026, 4, 5, 10)
  const { template, places } = recipientMessage(
    {
      ...{ id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10', link, server, expires, remembered: true },
      ...{ sealed: link !== links.standard, passphrase: false },
      ...shared,
    },
    words,
    { own: undefined, opener: undefined, keyApart: false, ...options },
  )
  return fillMessage(template, { ...places, note: 'For staging' })
    .replace(words.format.moment(expires), 'MAY')
    .replace(link, 'LINK')
    .replace(bare, 'BARE')
    .replace(key, 'KEY')
}

const hello = 'For staging\nHere is a secret for you. It can be read once, until MAY:'
const mailed =
  'For staging\nsecrets.example.com has mailed you a link to a secret. It can be read once, until MAY.'
const extension = 'Open the link in a browser with the Cachet extension, then click “Read the secret”.'
const ask = 'Without Cachet, ask me for its opener page.'
const page = 'Open the link in any browser, then click the button on the page.'
const parts =
  'Click the button of the Cachet extension, then “Read a secret”, and paste first the link, then the key.'
const at = 'Without Cachet, paste them at https://www.example.com/opener.html'
const opener = 'https://www.example.com/opener.html'

describe('the message says what came, until when, and what to press', () => {
  test.each([
    ['sealed, without an opener', { link: direct }, {}, [hello, 'LINK', extension, ask]],
    [
      'sealed, through an opener that leads',
      { link: links.leading },
      { opener },
      [hello, 'LINK', 'Open the link in any browser; the page shows you the steps.'],
    ],
    [
      'sealed, through the server’s own opener',
      { link: links.own },
      {},
      [hello, 'LINK', 'Open the link in any browser, then click “Read the secret”.'],
    ],
    ['standard', { link: links.standard }, {}, [hello, 'LINK', page]],
    [
      'sealed, its key apart',
      { link: direct },
      { keyApart: true },
      [hello, 'BARE', 'I will send you its key separately.', parts, ask],
    ],
    [
      'sealed, its key apart, with an opener',
      { link: direct },
      { keyApart: true, opener },
      [hello, 'BARE', 'I will send you its key separately.', parts, at],
    ],
    [
      'sealed and mailed by the server',
      { link: direct, mailedTo },
      {},
      [`${mailed} This is its key:`, 'KEY', parts, ask],
    ],
    [
      'sealed and mailed by the server, with an opener',
      { link: direct, mailedTo },
      { opener },
      [`${mailed} This is its key:`, 'KEY', parts, at],
    ],
    ['standard and mailed by the server', { link: links.standard, mailedTo }, {}, [mailed, page]],
    [
      'not mailed, though the server was asked to',
      { link: direct, mailedTo: '' },
      {},
      [hello, 'LINK', extension, ask],
    ],
    ['in the sender’s words', { link: links.own }, { own: 'Read {link}' }, ['Read LINK']],
    [
      'in the sender’s words, its key apart',
      { link: direct },
      { own: 'Read {link}', keyApart: true },
      ['Read BARE', 'I will send you its key separately.'],
    ],
  ] as const)('%s, with a passphrase or without', async (_, shared, options, lines) => {
    const said = lines.join('\n')
    expect(await messageFor('en', shared, options)).toBe(said)
    expect(await messageFor('en', { ...shared, passphrase: true }, options)).toBe(
      `${said}\nYou also need a passphrase, which I will tell you separately.`,
    )
  })
  test.each(['en', 'fr'] as const)('in %s it names the buttons as they are', async language => {
    const t = await translateIn(language)
    expect(await messageFor(language, { link: direct })).toContain(t('reveal.read'))
    expect(await messageFor(language, { link: links.own })).toContain(t('reveal.read'))
    expect(await messageFor(language, { link: direct }, { keyApart: true })).toContain(t('reveal.title'))
  })
  test('in Arabic every line begins with an Arabic letter, by which programs tell its direction', async () => {
    const words = translationsIn(await translateIn('ar'))
    const shared = { id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10', server, expires: 0, remembered: true }
    const cases = [
      [direct, {}, false],
      [direct, {}, true],
      [links.leading, {}, false],
      [links.own, { passphrase: true }, false],
      [links.standard, {}, false],
      [links.standard, { mailedTo }, false],
      [direct, { mailedTo }, false],
    ] as const
    for (const [link, more, keyApart] of cases) {
      const secret = { ...shared, passphrase: false, sealed: link !== links.standard, link, ...more }
      for (const page of [undefined, opener]) {
        const { template } = recipientMessage(secret, words, { own: undefined, opener: page, keyApart })
        const lines = template.split('\n').filter(line => !/^\{(note|link)\}$|^https:/.test(line))
        for (const line of lines) expect(line).toMatch(/^\p{Script=Arabic}/u)
      }
    }
    for (const line of [words.t('stored.line'), words.t('stored.lineWithOpener', [opener])])
      expect(line).toMatch(/^\p{Script=Arabic}/u)
  })
  test('in French it is as short', async () => {
    expect(await messageFor('fr', { link: direct, passphrase: true })).toBe(
      [
        'For staging',
        'Voici un secret pour vous. Il se lit une seule fois, jusqu’au MAY :',
        'LINK',
        'Ouvrez le lien dans un navigateur qui a l’extension Cachet, puis cliquez sur « Lire le secret ».',
        'Sans Cachet, demandez-moi sa page d’ouverture.',
        'Il faut aussi une phrase de passe, que je vous donnerai séparément.',
      ].join('\n'),
    )
  })
})
