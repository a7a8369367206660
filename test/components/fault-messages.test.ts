import { expect, test } from 'vitest'
import { why, whyNot } from '../../components/fault-messages'
import { type Code, codes } from '../../lib/rules/fault'
import { translateIn } from '../support/words'

const languages = ['en', 'fr'] as const
const ofServers: Code[] = ['badServer', 'policyBroken', 'serverNotAllowed', 'keyMissing', 'notKept']

test.each(languages)('what keeps a server or an account from being used is named: %s', async language => {
  const t = await translateIn(language)
  const strange = t('revealFault.other')
  for (const code of ofServers) {
    expect(why(t, { code }), code).not.toBe(strange)
    expect(whyNot(t, { code }), code).not.toBe(strange)
  }
})
test.each(languages)('where no secret was sent, none is spoken of, nor one’s text: %s', async language => {
  const t = await translateIn(language)
  for (const code of codes) {
    expect(why(t, { code }), code).not.toMatch(/your (secret|text)|votre (secret|texte)/i)
    expect(whyNot(t, { code }), code).not.toMatch(/your (secret|text)|votre (secret|texte)/i)
  }
})
