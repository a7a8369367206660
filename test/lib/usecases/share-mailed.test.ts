import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Draft } from '../../../lib/domain/draft'
import { share } from '../../../lib/usecases/share'
import { type Profile, type Server, startServer } from '../../server/server'
import { accountId as account, alice, sharingWorld } from '../../support/sharing'

type Sharing = Awaited<ReturnType<typeof sharingWorld>>

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('a server of %s mails', profile => {
  let server: Server
  let area: Sharing['area']
  let history: Sharing['history']
  let world: Sharing['world']
  let draft: Draft
  beforeAll(async () => {
    server = await startServer({ profile, accounts: [alice] })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    server.log.length = 0
    ;({ area, history, world } = await sharingWorld(server))
    draft = {
      ...{ mode: 'sealed', server: server.origin, account, ttl: 3600, text: 'hunter2' },
      ...{ note: '', label: '', passphrase: '', recipient: ' carol@example.com ', people: 1 },
    }
  })
  const form = () => new URLSearchParams(server.log.at(-1)?.body.toString())

  test('the link of a sealed secret to the address, and has no key that it could mail', async () => {
    const shared = await share(world, draft)
    expect(shared.mailedTo).toMatch(/^ca.*@e.*\.com$/)
    expect(form().get('recipient')).toBe('carol@example.com')
    const [, key = '?', check = '?'] = new URL(shared.link).hash.split('.')
    const wire = server.log.map(({ path, body }) => path + body.toString()).join()
    expect(wire).not.toContain(key)
    expect(wire).not.toContain(check)
  })
  test('of a standard secret as well', async () => {
    const shared = await share(world, { ...draft, mode: 'standard' })
    expect(shared.mailedTo).toMatch(/^ca.*@e.*\.com$/)
  })
  test('and the history knows the recipient only as the server obscures them', async () => {
    const shared = await share(world, draft)
    expect(await history.all()).toMatchObject([{ recipient: shared.mailedTo }])
    expect(JSON.stringify([...area.kept])).not.toContain('carol@example')
  })
  test('a link to its own page: the opener has no part in it, unless nothing is mailed', async () => {
    const opener = 'https://open.example/'
    expect((await share({ ...world, opener }, draft)).link).toMatch(new RegExp(`^${server.origin}/secret/`))
    expect((await share({ ...world, opener }, { ...draft, recipient: '' })).link).toMatch(/^https:\/\/open/)
  })
  test('nothing to what it takes for no address, and that is noticed', async () => {
    const asked = share(world, { ...draft, recipient: 'carol@localhost' })
    if (profile === '0.25' || profile === '0.26')
      await expect(asked).rejects.toMatchObject({ code: 'refused' })
    else expect(await asked).toMatchObject({ mailedTo: '', link: expect.stringContaining('#c1.') })
  })
  test('nothing without an account, and then it is not asked', async () => {
    await expect(share(world, { ...draft, account: null })).rejects.toMatchObject({
      code: 'recipientNeedsAccount',
    })
    await expect(share(world, { ...draft, recipient: 'carol' })).rejects.toMatchObject({
      code: 'badRecipient',
    })
    expect(server.log).toEqual([])
  })
  test('nobody when nobody is named', async () => {
    expect(await share(world, { ...draft, recipient: '' })).not.toHaveProperty('mailedTo')
    expect(form().has('recipient')).toBe(false)
  })
})
