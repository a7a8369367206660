import { describe, expect, test } from 'vitest'
import { pressesOf, type RecipientCase, recipientSteps } from '../../../lib/domain/recipient-steps'

const plain: RecipientCase = { sealed: true, passphrase: false, opener: 'none', apart: 'no' }
const all = [true, false].flatMap(sealed =>
  [true, false].flatMap(passphrase =>
    (['none', 'leading', 'own'] as const).flatMap(opener =>
      (['no', 'yes', 'mailed'] as const).map(
        (apart): RecipientCase => ({ sealed, passphrase, opener, apart }),
      ),
    ),
  ),
)

describe('what the recipient goes through', () => {
  test('begins with the message, and ends with the text', () => {
    for (const secret of all)
      for (const way of ['cachet', 'other'] as const) {
        const steps = recipientSteps(secret, way)
        expect(steps[0]).toMatch(/^(link|mailedLink|copyLink|menu)$/)
        expect(steps.at(-1)).toMatch(/^(show|openerShow|serverText)$/)
        expect(steps.length).toBeLessThanOrEqual(5)
      }
  })

  test.each([
    ['with Cachet', plain, 'cachet', 'link read show', 2],
    [
      'with Cachet, past a leading opener page',
      { ...plain, opener: 'leading' },
      'cachet',
      'menu read show',
      3,
    ],
    [
      'with Cachet, and the key by another way',
      { ...plain, apart: 'yes' },
      'cachet',
      'copyLink pasteLink giveKey show',
      11,
    ],
    [
      'on an opener page of the server itself',
      { ...plain, opener: 'own' },
      'other',
      'link openerRead openerShow',
      2,
    ],
    [
      'by an opener page elsewhere',
      { ...plain, opener: 'leading' },
      'other',
      'link openerLead bringSealed openerShow',
      5,
    ],
    ['without either', plain, 'other', 'link copySealed gather openerShow', 8],
    [
      'without either, and the key by another way',
      { ...plain, apart: 'yes' },
      'other',
      'link copySealed gatherKey openerShow',
      8,
    ],
    [
      'of a link that the server mails, which names the opener page',
      { ...plain, opener: 'leading', apart: 'mailed' },
      'other',
      'mailedLink copySealed openerGatherKey openerShow',
      8,
    ],
    ['of a standard secret', { ...plain, sealed: false }, 'other', 'link serverRead serverText', 2],
  ] as const)('%s', (_, secret, way, steps, presses) => {
    expect(recipientSteps(secret, way).join(' ')).toBe(steps)
    expect(pressesOf(recipientSteps(secret, way))).toBe(presses)
  })

  test('a passphrase is one step and one press more; a server asks for it on the page that is there anyway', () => {
    for (const secret of all.filter(({ passphrase }) => !passphrase))
      for (const way of ['cachet', 'other'] as const) {
        const without = recipientSteps(secret, way)
        const locked = recipientSteps({ ...secret, passphrase: true }, way)
        const more = secret.sealed ? 1 : 0
        expect(locked.length - without.length).toBe(more)
        expect(pressesOf(locked) - pressesOf(without)).toBe(more)
        expect(locked.some(step => /passphrase/i.test(step))).toBe(true)
      }
  })

  test('of a standard secret, and on the server’s own opener page, is the same in every browser', () => {
    for (const secret of all)
      if (!secret.sealed || (secret.opener === 'own' && secret.apart === 'no'))
        expect(recipientSteps(secret, 'cachet')).toEqual(recipientSteps(secret, 'other'))
      else expect(recipientSteps(secret, 'cachet')).not.toEqual(recipientSteps(secret, 'other'))
  })
})
