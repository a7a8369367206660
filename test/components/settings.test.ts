import { beforeEach, expect, test } from 'vitest'
import { Settings } from '../../components/settings/model'
import { firstSettings, type Settings as Kept } from '../../lib/doors/settings'

let kept: Kept
const page = () =>
  new Settings(
    {
      read: async () => kept,
      write: async next => {
        kept = next
      },
    },
    kept,
  )
beforeEach(() => {
  kept = firstSettings('Europe/Paris')
})

test('an opener is kept, and taken away again', async () => {
  const model = page()
  model.typeOpener(' https://open.example ')
  await model.keepOpener()
  expect(kept.opener).toBe('https://open.example/')
  expect(model.opener.value).toEqual({ at: 'kept', address: 'https://open.example/' })
  expect(page().opener.value.address).toBe('https://open.example/')
  model.typeOpener('')
  await model.keepOpener()
  expect(kept.opener).toBeUndefined()
})
test.each(['open.example', 'http://open.example/', 'javascript:alert(1)', 'https://a:b@open.example/'])(
  '%s is refused, and stays to be mended',
  async address => {
    const model = page()
    model.typeOpener(address)
    await model.keepOpener()
    expect(model.opener.value).toEqual({ at: 'wrong', address })
    expect(kept.opener).toBeUndefined()
  },
)
test('what another page chose in the meantime is left alone', async () => {
  const model = page()
  kept = { ...kept, servers: ['https://secrets.example.com'] }
  model.typeOpener('https://open.example/')
  await model.keepOpener()
  expect(kept.servers).toEqual(['https://secrets.example.com'])
})
