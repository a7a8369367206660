import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Draft } from '../../../lib/domain/draft'
import { type GenerateWorld, generateOnServer } from '../../../lib/usecases/share'
import { type Profile, type Server, startServer } from '../../server/server'
import { accountId, alice, sharingWorld } from '../../support/sharing'

type Sharing = Awaited<ReturnType<typeof sharingWorld>>
const id = '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10'

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('a server of %s', profile => {
  let server: Server
  let area: Sharing['area']
  let history: Sharing['history']
  let world: GenerateWorld
  let steps: string[]
  let draft: Draft
  beforeAll(async () => {
    server = await startServer({ profile, accounts: [alice] })
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    server.log.length = 0
    server.misbehave(undefined)
    steps = []
    const made = await sharingWorld(server)
    ;({ area, history } = made)
    world = { ...made.world, sending: async ({ mode }) => void steps.push(`sending ${mode}`) }
    draft = {
      ...{ mode: 'sealed', server: server.origin, account: null, ttl: 3600, recipient: '', people: 1 },
      ...{ text: 'half a thought', note: 'for Bob', label: 'wifi', passphrase: '' },
    }
  })
  const readBy = async (link: string, passphrase = '') => {
    const response = await fetch(`${server.origin}/api/v1/secret/${link.split('/').at(-1)}`, {
      method: 'POST',
      body: new URLSearchParams({ passphrase }),
    })
    return (await response.json()) as { value?: string }
  }

  test('makes up a standard secret, whose link shows what its sender was shown', async () => {
    const shared = await generateOnServer(world, draft, 32)
    expect(shared).toMatchObject({ id, sealed: false, expires: 4_600_000, remembered: true })
    expect(shared.value).toHaveLength(profile === '0.18' ? 12 : 32)
    expect(shared.link).toMatch(new RegExp(`^${server.origin}/secret/\\w+$`))
    expect(await readBy(shared.link)).toMatchObject({ value: shared.value })
    expect(await readBy(shared.link)).not.toHaveProperty('value')
  })
  test('is asked once, and told nothing of what is being written', async () => {
    await generateOnServer(world, draft, 20)
    expect(steps).toEqual(['sending standard'])
    expect(server.log.map(({ path }) => path)).toEqual(['/api/v1/generate'])
    expect(server.log[0]?.body.toString()).toBe('length=20&ttl=3600')
  })
  test('asks readers for the passphrase that was chosen; one too short is not sent', async () => {
    const shared = await generateOnServer(world, { ...draft, passphrase: 'long enough' }, 20)
    expect(await readBy(shared.link, 'wrong one')).not.toHaveProperty('value')
    expect(await readBy(shared.link, 'long enough')).toMatchObject({ value: shared.value })
    server.log.length = 0
    const short = generateOnServer(world, { ...draft, passphrase: 'short' }, 20)
    await expect(short).rejects.toMatchObject({ code: 'passphraseShort' })
    expect(server.log).toEqual([])
  })
  test('makes it in the account’s name', async () => {
    const shared = await generateOnServer(world, { ...draft, account: accountId }, 20)
    expect(shared.account).toBe('Production')
    expect(server.secrets().at(-1)?.custid).toBe('alice@example.com')
    expect(await history.all()).toMatchObject([{ account: accountId }])
  })
  test('leaves neither its text nor its link in the history', async () => {
    const shared = await generateOnServer(world, draft, 20)
    expect(await history.all()).toMatchObject([{ id, label: 'wifi', sealed: false, state: 'waiting' }])
    const disk = JSON.stringify([...area.kept])
    for (const secret of [shared.value ?? '?', shared.link.split('/').at(-1) ?? '?', 'half a thought'])
      expect(disk).not.toContain(secret)
  })
  test('leaves no trace of one made from a private window', async () => {
    const shared = await generateOnServer({ ...world, history: undefined }, draft, 20)
    expect(shared).toMatchObject({ untold: true, value: expect.any(String) })
    expect(await history.all()).toEqual([])
  })
  test.each([
    [{ sealedRequired: true }, 'mustBeSealed'],
    [{ passphraseRequired: true }, 'needsPassphrase'],
    [{ accountRequired: true }, 'needsAccount'],
    [{ longestLifetime: 600 }, 'livesTooLong'],
    [{ allowedServers: ['https://eu.onetimesecret.com'] }, 'serverNotAllowed'],
  ])('is asked for nothing where the organisation rules %j', async (policy, code) => {
    await expect(generateOnServer({ ...world, policy }, draft, 20)).rejects.toMatchObject({ code })
    expect(server.log).toEqual([])
  })
  test('whose answer is lost leaves the outcome unknown', async () => {
    server.misbehave({ at: 'reset', stored: true })
    await expect(generateOnServer(world, draft, 20)).rejects.toMatchObject({ code: 'cutOff' })
  })
})
