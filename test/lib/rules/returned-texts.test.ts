import { expect, test } from 'vitest'
import { newLinkKey, open, seal } from '../../../lib/rules/envelope'
import { returns } from '../../support/returned-texts'

const linkKey = newLinkKey()
const letter = { text: 'hunter2', note: 'for you' }
const jwe = await seal(letter, { linkKey })
const long = await seal({ text: 'a line of many words\n'.repeat(60) }, { linkKey })
const other = await seal({ text: 'another' }, { linkKey: newLinkKey() })
const changed = (text: string) => {
  const at = text.length - 30
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}

test.each(
  Object.entries(returns).flatMap(([kind, ways]) =>
    Object.entries(ways).map(([way, back]) => [kind, way, back] as const),
  ),
)('a sealed text opens though %s: %s', async (_kind, _way, back) => {
  expect(await open(back(jwe, other), { linkKey })).toEqual(letter)
  expect((await open(back(long, other), { linkKey })).text).toHaveLength(21 * 60)
  // One changed character, and it does not.
  await expect(open(back(changed(jwe), other), { linkKey })).rejects.toMatchObject({ code: 'notOpened' })
})
