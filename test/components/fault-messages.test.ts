import { expect, test } from 'vitest'
import { reasonAgainstAccount } from '../../components/fault-messages'
import { reasonFor } from '../../components/fault-reasons'
import { type Code, codes } from '../../lib/domain/fault'
import { translateIn } from '../support/words'

const languages = ['en', 'fr'] as const
const ofServers: Code[] = ['badServer', 'policyBroken', 'serverNotAllowed', 'keyMissing', 'notKept']

test.each(languages)('what keeps a server or an account from being used is named: %s', async language => {
  const t = await translateIn(language)
  const strange = t('revealFault.other')
  for (const code of ofServers) {
    expect(reasonFor(t, { code }), code).not.toBe(strange)
    expect(reasonAgainstAccount(t, { code }), code).not.toBe(strange)
  }
})
test.each(languages)('where no secret was sent, none is spoken of, nor one’s text: %s', async language => {
  const t = await translateIn(language)
  for (const code of codes) {
    expect(reasonFor(t, { code }), code).not.toMatch(/your (secret|text)|votre (secret|texte)/i)
    expect(reasonAgainstAccount(t, { code }), code).not.toMatch(/your (secret|text)|votre (secret|texte)/i)
  }
})
