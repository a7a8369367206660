import { expect, test } from 'vitest'
import {
  apologyFor,
  apologyForBurn,
  apologyForReveal,
  reasonAgainstAccount,
} from '../../components/fault-messages'
import { message, reasonFor } from '../../components/fault-reasons'
import { createFormat } from '../../components/format'
import { type Code, codes, mayHaveReached } from '../../lib/domain/fault'
import { languages, translateIn } from '../support/words'

const wordsIn = async (language: string) => ({
  t: await translateIn(language),
  format: createFormat(language),
})
const ofServers: Code[] = ['badServer', 'policyBroken', 'serverNotAllowed', 'keyMissing', 'notKept']

test.each(languages)('what keeps a server or an account from being used is named: %s', async language => {
  const words = await wordsIn(language)
  const strange = words.t('revealFault.other')
  for (const code of ofServers) {
    expect(reasonFor(words, { code }), code).not.toBe(strange)
    expect(reasonAgainstAccount(words, { code }), code).not.toBe(strange)
  }
})
test.each(['en', 'fr'])('where no secret was sent, none is spoken of, nor one’s text: %s', async language => {
  const words = await wordsIn(language)
  for (const code of codes) {
    expect(reasonFor(words, { code }), code).not.toMatch(/your (secret|text)|votre (secret|texte)/i)
    expect(reasonAgainstAccount(words, { code }), code).not.toMatch(
      /your (secret|text)|votre (secret|texte)/i,
    )
  }
})

test.each(languages)(
  'reason, consequence and advice stand in this order, in every place: %s',
  async language => {
    const words = await wordsIn(language)
    const { t } = words
    const maybe = (code: Code) => mayHaveReached(code)
    const places: Record<string, (code: Code) => { said: string; means: string }> = {
      sharing: code => ({
        said: apologyFor(words, { code, by: 3 }),
        means: t(maybe(code) ? 'fault.maybeSent' : 'fault.notSent'),
      }),
      burning: code => ({
        said: apologyForBurn(words, { code, by: 3 }, 'x'),
        means: t(maybe(code) ? 'history.maybeBurned' : 'history.notBurned'),
      }),
      reading: code => ({
        said: apologyForReveal(words, { code, by: 3 }, maybe(code)),
        means: t(maybe(code) ? 'revealFault.unsure' : 'revealFault.untouched'),
      }),
      account: code => ({
        said: reasonAgainstAccount(words, { code, by: 3 }, t('accounts.notKept')),
        means: t('accounts.notKept'),
      }),
    }
    const advised: Code[] = ['unreachable', 'untrusted', 'wrongPath', 'noPermission', 'serverNotAllowed']
    for (const [place, says] of Object.entries(places)) {
      for (const code of codes) {
        const { said } = says(code)
        expect(said, `${place} ${code}`).toMatch(/^\p{L}[^|]*[.!?。]$/u)
        expect(said, `${place} ${code}`).not.toContain('  ')
      }
      for (const code of advised) {
        const { said, means } = says(code)
        const [reason = '', advice = ''] = t(`fault.${code as 'unreachable'}`).split(' | ')
        expect(advice, code).not.toBe('')
        const meant = place === 'sharing' && code === 'wrongPath' ? t('fault.notStored') : means
        expect(said, `${place} ${code}`).toBe(words.format.sentences([reason, meant, advice]))
      }
      // What may have happened says itself what to do; of an account nothing is unknown.
      for (const code of ['timedOut', 'serverError'] as const) {
        const { said, means } = says(code)
        expect(said.endsWith(means), `${place} ${code}`).toBe(place !== 'account')
      }
    }
  },
)

test('sentences are parted as the language parts them', () => {
  for (const language of languages)
    expect(createFormat(language).sentences(['A.', '', 'B.'])).toBe(language === 'ja' ? 'A.B.' : 'A. B.')
})
test('a consequence that says what to do takes the place of the advice', async () => {
  const t = await translateIn('en')
  expect(message(t, 'Why. | Do this.')).toBe('Why. Do this.')
  expect(message(t, 'Why. | Do this.', 'So.')).toBe('Why. So. Do this.')
  expect(message(t, 'Why. | Do this.', 'So. Do that.|')).toBe('Why. So. Do that.')
  expect(message(t, 'Why.', '')).toBe('Why.')
})
test('the server’s own words are no sentence of ours', async () => {
  const words = await wordsIn('en')
  const said = reasonFor(words, { code: 'refused', said: 'No. | Do that' }, 'So.')
  expect(said).toBe('The server refused: “No. ¦ Do that”. So.')
})
test('of a secret whose key is lost, it is said that it was not burned', async () => {
  const words = await wordsIn('en')
  expect(apologyForBurn(words, { code: 'handleLost' }, '')).toBe(
    words.format.sentences([words.t('fault.handleLost'), words.t('history.notBurned')]),
  )
})
