import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createAccounts } from '../../../lib/doors/accounts'
import { createAccountApi } from '../../../lib/doors/api/account-api'
import { createApi } from '../../../lib/doors/api/api'
import { createHistory, type History } from '../../../lib/doors/history'
import { createSettings } from '../../../lib/doors/settings'
import { share, type World } from '../../../lib/journeys/share'
import type { Draft } from '../../../lib/rules/draft'
import { type Profile, type Server, startServer } from '../../server/server'
import { memoryArea } from '../../support/area'
import { nodeNetwork } from '../../support/network'
import { memoryUntold } from '../../support/untold'
import { memoryVault } from '../../support/vault'

const account = '7d0f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'
const outside = { network: nodeNetwork, allowed: async () => true, patience: 5_000 }

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('a server of %s mails', profile => {
  let server: Server
  let area: ReturnType<typeof memoryArea>
  let history: History
  let world: World
  let draft: Draft
  beforeAll(async () => {
    server = await startServer({ profile, accounts: [{ user: 'alice@example.com', token: 't0ken' }] })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    server.log.length = 0
    area = memoryArea()
    const vault = memoryVault()
    history = createHistory(area, vault)
    const accounts = createAccounts(area, vault)
    const { origin } = server
    await accounts.add(
      { name: 'Production', server: origin, user: 'alice@example.com', token: 't0ken' },
      account,
      7,
    )
    world = {
      ...{
        accounts,
        history,
        untold: memoryUntold(),
        policy: {},
        line: 'Sealed.',
        room: 10_000,
        opener: undefined,
      },
      api: origin => createApi(outside, origin),
      accountApi: account => createAccountApi(outside, account),
      now: () => 1_000_000,
      newId: () => '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
      sending: async () => {},
      made: async () => {},
      settings: createSettings(memoryArea(), () => 'UTC'),
    }
    draft = {
      ...{ mode: 'sealed', server: origin, account, ttl: 3600, text: 'hunter2' },
      ...{ note: '', label: '', passphrase: '', recipient: ' carol@example.com ' },
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
