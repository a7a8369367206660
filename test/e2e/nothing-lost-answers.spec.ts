import { expect } from '@playwright/test'
import type { Misbehaviour } from '../server/server'
import { allIsHere, ownAttemptIsNamed, textIsHere } from './support/ends'
import { type Row, table } from './support/nothing-lost'
import { again, type Kind, press, putSecret, read, ready } from './support/secrets'

/** How a server may answer to a reading, with the whole secret in its answer. */
const answers: { when: string; how: Misbehaviour; firefox?: boolean; short?: Row['short'] }[] = [
  { when: 'told as secret_value', how: { at: 'odd', as: 'secret_value' }, firefox: true, short: 'nowhere' },
  { when: 'told in a record', how: { at: 'odd', as: 'nested' }, firefox: true, short: 'nowhere' },
  { when: 'told as the v2 API does', how: { at: 'odd', as: 'v2' }, short: 'nowhere' },
  { when: 'with a warning before it', how: { at: 'odd', as: 'warned' }, firefox: true, short: 'nowhere' },
  { when: 'under status 500', how: { at: 'odd', as: 'status 500' }, firefox: true, short: 'nowhere' },
  { when: 'with 7 MB after it', how: { at: 'odd', as: 'padded after' }, firefox: true, short: 'nowhere' },
  { when: 'with 7 MB before it', how: { at: 'odd', as: 'padded before' }, short: 'nowhere' },
  {
    when: 'its last bytes missing',
    how: { at: 'cut', by: 'length', lost: 2 },
    firefox: true,
    short: 'nowhere',
  },
  {
    when: 'broken off at its last bytes',
    how: { at: 'cut', by: 'connection', lost: 2, after: 500 },
    firefox: true,
  },
]

const answered = (
  kind: Kind,
  what: string,
  { when, how, firefox, short }: (typeof answers)[number],
): Row => ({
  point: 'shape',
  what,
  when: `answered ${when}`,
  ...(short ? { short } : {}),
  in: firefox ? ['Chromium', 'Firefox'] : ['Chromium'],
  shares: true,
  ends: 'the text is here, to the letter',
  async run({ person, server }) {
    const secret = await putSecret(server, kind)
    server.misbehave(how, 1, /\/secret\//)
    const tab = await read(person, secret)
    const end = await textIsHere(tab, secret, server)
    await tab.reload()
    return (await textIsHere(tab, secret, server)) && end
  },
})

/** What is cut inside of the secret itself is no longer whole; what came of it is all there is. */
const cutInside = (kind: Kind, by: 'length' | 'connection'): Row => ({
  point: 'shape',
  what: `a ${kind} secret`,
  when: `cut in its middle, by its ${by}`,
  in: ['Chromium', 'Firefox'],
  short: 'nowhere',
  ends: 'all that came is here',
  async run({ person, server }) {
    const secret = await putSecret(server, kind)
    const value = server.secrets().find(({ secretKey }) => secretKey === secret.key)?.value ?? ''
    server.misbehave({ at: 'cut', by, after: 500 }, 1, /\/secret\//)
    const tab = await read(person, secret)
    // The half that came, as JSON spells it; some of its end may be part of a letter.
    const came = JSON.stringify(value).slice(1, 30)
    return allIsHere({ tab, person }, kind === 'sealed' ? came : value.slice(0, 12), secret, server)
  },
})

/** A standard secret in a strange answer: found and shown, or shown or saved as the whole answer that it came in. */
const standardIn = ({ when, how, firefox }: (typeof answers)[number]): Row => ({
  point: 'shape',
  what: 'a standard secret',
  when: `answered ${when}`,
  short: 'nowhere',
  in: firefox ? ['Chromium', 'Firefox'] : ['Chromium'],
  ends: ['the text is here, to the letter', 'all that came is here'],
  async run({ person, server }) {
    const secret = await putSecret(server, 'standard')
    server.misbehave(how, 1, /\/secret\//)
    const tab = await read(person, secret)
    await expect
      .poll(async () => (await tab.buttons(/^show$/)) + (await tab.buttons(/save/)), { timeout: 12_000 })
      .toBeGreaterThan(0)
    if ((await tab.buttons(/^show$/)) > 0) {
      await tab.press(/^show$/)
      if ((await tab.valueOf(/^secret/)) === secret.text) {
        await tab.press(/^hide$/)
        return textIsHere(tab, secret, server)
      }
      await tab.press(/^hide$/)
    }
    return allIsHere({ tab, person }, JSON.stringify(secret.text).slice(1, -1), secret, server)
  },
})

/** The answer is lost, and nobody can bring it back; but nobody else took the secret. */
const answerLost = (what: string, kind: Kind, how: Misbehaviour, inFirefox = true): Row => ({
  point: 'words',
  what: `a ${kind} secret`,
  when: `its answer lost by ${what}, then tried again`,
  in: inFirefox ? ['Chromium', 'Firefox'] : ['Chromium'],
  short: 'nowhere',
  shares: true,
  ends: 'our own attempt is named',
  async run({ person, server }) {
    const secret = await putSecret(server, kind)
    server.misbehave(how, 1, /\/secret\//)
    const tab = await read(person, secret)
    await tab.says(/try again|most likely|no longer has|has no such/i)
    // After a reset Chromium may have asked once more by itself, and the page knows already.
    if ((await tab.buttons(/^try again$/)) > 0) await tab.press(/^try again$/)
    return ownAttemptIsNamed(tab, secret, server)
  },
})

/** A status 500 before anything was read: the passphrase that was typed goes along with the second press. */
const passphraseKept: Row = {
  point: 'words',
  what: 'a typed passphrase',
  when: 'the server away at the first press',
  in: ['Chromium', 'Firefox'],
  short: 'Chromium',
  shares: true,
  ends: 'the text is here, to the letter',
  async run({ person, server }) {
    const secret = await putSecret(server, 'standard with a passphrase')
    server.misbehave({ at: 'status', status: 500 }, 1, /status/)
    const tab = await ready(person, secret)
    await press(tab)
    await tab.press(/^try again$/)
    return textIsHere(tab, secret, server)
  },
}

const ownAttemptElsewhere: Row = {
  point: 'words',
  what: 'a sealed secret',
  when: 'its answer lost, and its link given to another tab',
  in: ['Chromium', 'Firefox'],
  short: 'nowhere',
  shares: true,
  ends: 'our own attempt is named',
  async run({ person, server }) {
    const secret = await putSecret(server, 'sealed')
    server.misbehave({ at: 'cut', by: 'connection', lost: 600 }, 1, /\/secret\//)
    await (await read(person, secret)).says(/try again/i)
    const tab = await again(person, secret)
    await press(tab)
    return ownAttemptIsNamed(tab, secret, server)
  },
}

const [asValue, inRecord] = answers as [(typeof answers)[number], (typeof answers)[number]]
table([
  ...answers.map(answer => answered('sealed', 'a sealed secret', answer)),
  answered('sealed with a passphrase', 'a sealed secret with a passphrase', inRecord),
  answered('sealed with a passphrase', 'a sealed secret with a passphrase', {
    when: 'its last bytes missing',
    how: { at: 'cut', by: 'length', lost: 2 },
    short: 'nowhere',
  }),
  ...answers.map(answer => standardIn(answer === asValue ? answer : { ...answer, firefox: false })),
  cutInside('sealed', 'connection'),
  cutInside('standard', 'length'),
  answerLost('a connection that broke', 'sealed', { at: 'cut', by: 'connection', lost: 600 }),
  answerLost('a connection that broke', 'standard', { at: 'cut', by: 'connection', lost: 600 }, false),
  passphraseKept,
  ownAttemptElsewhere,
])
