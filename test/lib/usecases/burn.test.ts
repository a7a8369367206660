import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mayHaveReached } from '../../../lib/domain/fault'
import { burn, burnAll } from '../../../lib/usecases/burn'
import { watchSecrets } from '../../../lib/usecases/watch-secrets'
import { type Profile, type Server, startServer } from '../../server/server'
import { watchedWorld } from '../../support/watched'

let server: Server
let at: ReturnType<typeof watchedWorld>
const start = async (profile: Profile = '0.26') => {
  server = await startServer({ profile })
  at = watchedWorld(server)
}
const world = () => ({ ...at.world, api: at.api })
const burns = () => server.log.filter(({ path }) => path.endsWith('/burn'))
afterEach(() => server.close())

describe.each(['0.18', '0.23', '0.25', '0.26'] satisfies Profile[])('on a server of %s', profile => {
  beforeEach(() => start(profile))

  test('a burned secret can be read no more, and is no news to who burned it', async () => {
    const { id, secretKey } = await at.share()
    expect(await burn(world(), { id })).toBe('burned')
    expect((await at.read(secretKey)).status).toBe(404)
    expect(await at.history.find(id)).toMatchObject({ state: 'burned', news: false })
    expect(await burn(world(), { id })).toBe('burned')
    expect(burns()).toHaveLength(1)
  })
  test('burning one that was read already says so', async () => {
    const { id, secretKey } = await at.share()
    await at.read(secretKey)
    expect(await burn(world(), { id })).toBe('read')
    expect(await at.history.find(id)).toMatchObject({ state: 'read', news: false })
  })
  test('burning one that expired says so', async () => {
    const { id } = await at.share({ ttl: 600 })
    at.pass(601_000)
    expect(await burn(world(), { id })).toBe('expired')
  })
  test('a standard secret with a passphrase burns with it alone', async () => {
    const { id, secretKey } = await at.share({ passphrase: 'correct horse' })
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'refused' })
    expect(burns()).toHaveLength(0)
    await expect(burn(world(), { id, passphrase: 'wrong one' })).rejects.toMatchObject({ code: 'refused' })
    expect(await at.history.find(id)).toMatchObject({ state: 'waiting' })
    expect(await burn(world(), { id, passphrase: 'correct horse' })).toBe('burned')
    expect((await at.read(secretKey)).status).toBe(404)
    expect(JSON.stringify([...at.area.kept])).not.toContain('horse')
  })
  test('all that wait are burned at once, but for those that want a passphrase', async () => {
    const read = await at.share()
    await at.read(read.secretKey)
    for (let made = 0; made < 6; made++) await at.share()
    await at.share({ passphrase: 'correct horse' })
    expect(await burnAll(world())).toEqual({ burned: 6, left: 1 })
    expect(await at.stateOf(read.id)).toBe('read')
  })
})

describe('when things go wrong', () => {
  beforeEach(() => start())

  test('what is not in the history is not burned', async () => {
    await expect(burn(world(), { id: crypto.randomUUID() })).rejects.toMatchObject({ code: 'gone' })
  })
  test('what is burned is said to be, though there is no room to write it down', async () => {
    const { id, secretKey } = await at.share()
    const api = (origin: string) => {
      const real = at.api(origin)
      const full = async (...asked: Parameters<typeof real.burn>) => {
        await real.burn(...asked)
        at.area.full = true
      }
      return { ...real, burn: full }
    }
    expect(await burn({ ...world(), api }, { id })).toBe('burned')
    expect((await at.read(secretKey)).status).toBe(404)
    at.area.full = false
    at.pass(120_000)
    await watchSecrets(at.world)
    expect(await at.history.find(id)).toMatchObject({ state: 'burned', news: false })
  })
  test('a passphrase of a sealed secret is sent nowhere', async () => {
    const { id } = await at.share()
    await at.history.change(id, entry => ({ ...entry, sealed: true, passphrase: true }))
    expect(await burn(world(), { id, passphrase: 'glue-noble' })).toBe('burned')
    expect(burns()[0]?.body.toString()).toBe('')
  })
  test('a burning whose answer was lost is found later, and is no news', async () => {
    const { id } = await at.share()
    server.misbehave({ at: 'reset', stored: true }, 1, /burn/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'cutOff' })
    expect(await at.stateOf(id)).toBe('waiting')
    at.pass(120_000)
    await watchSecrets(at.world)
    expect(await at.history.find(id)).toMatchObject({ state: 'burned', news: false })
    expect(at.heard.told).toEqual([])
  })
  test('a burning that did not reach the server leaves no trace: whoever burns it then is news', async () => {
    const { id, metadataKey } = await at.share()
    server.misbehave({ at: 'answer', status: 429 }, 1, /burn/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'rateLimited' })
    await at.burn(metadataKey)
    at.pass(120_000)
    await watchSecrets(at.world)
    expect(await at.history.find(id)).toMatchObject({ state: 'burned', news: true })
  })
  test('a server that says no to burning, and no more, is not understood as wanting a passphrase of a sealed secret', async () => {
    const { id, secretKey } = await at.share()
    await at.history.change(id, entry => ({ ...entry, sealed: true }))
    await at.read(secretKey)
    server.misbehave({ at: 'answer', status: 429 }, 1, /private\/\w+$/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'rateLimited' })
    expect(await at.history.find(id)).toMatchObject({ state: 'waiting' })
    server.misbehave({ at: 'answer', status: 400, body: '{"message":"No."}' }, 1, /burn/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'forbidden', facts: { said: 'No.' } })
    expect(await burn(world(), { id })).toBe('read')
  })
  test('a secret whose key cannot be read any more was certainly not burned, and that is said', async () => {
    const { id } = await at.share()
    await at.history.change(id, entry => ({ ...entry, handle: 'of-a-key-that-was-replaced' }))
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'handleLost' })
    expect(mayHaveReached('handleLost')).toBe(false)
    expect(burns()).toEqual([])
    expect(await at.history.find(id)).toMatchObject({ state: 'waiting' })
  })
  test('what a server only claims to have burned is not called burned', async () => {
    const { id, metadataKey, secretKey } = await at.share()
    const body = JSON.stringify({ state: { metadata_key: metadataKey } })
    server.misbehave({ at: 'answer', status: 200, body }, 1, /burn/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'garbled' })
    expect(mayHaveReached('garbled')).toBe(true)
    expect(await at.history.find(id)).toMatchObject({ state: 'waiting' })
    expect((await at.read(secretKey)).status).toBe(200)
  })
  test('where the receipt of a burned one can’t be had, it may be burned, and that is found later', async () => {
    const { id } = await at.share()
    server.misbehave({ at: 'answer', status: 429 }, 1, /private\/\w+$/)
    await expect(burn(world(), { id })).rejects.toMatchObject({ code: 'cutOff' })
    expect(await at.stateOf(id)).toBe('waiting')
    at.pass(120_000)
    await watchSecrets(at.world)
    expect(await at.history.find(id)).toMatchObject({ state: 'burned', news: false })
  })
  test('burning all without a server says how many are left', async () => {
    for (let made = 0; made < 3; made++) await at.share()
    server.misbehave({ at: 'status', status: 500 })
    expect(await burnAll(world())).toEqual({ burned: 0, left: 3 })
  })
})
