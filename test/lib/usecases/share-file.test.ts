import { expect, test } from 'vitest'
import { createAccountStore } from '../../../lib/adapters/account-store'
import { createHistoryStore } from '../../../lib/adapters/history-store'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { type Draft, emptyDraft } from '../../../lib/domain/draft'
import { open } from '../../../lib/domain/jwe-envelope'
import { readLink } from '../../../lib/domain/read-link'
import { storedBytes } from '../../../lib/domain/server'
import { sharedFileOf } from '../../../lib/domain/shared-file'
import { generateOnServer, type ShareWorld, share } from '../../../lib/usecases/share'
import { memoryApi } from '../../support/api'
import { memoryArea } from '../../support/area'
import { memoryUntold } from '../../support/untold'
import { memoryVault } from '../../support/vault'

const file = sharedFileOf('zebra.p12', 'application/x-pkcs12', crypto.getRandomValues(new Uint8Array(700)))
const draft: Draft = {
  ...emptyDraft({ mode: 'standard', server: 'https://eu.onetimesecret.com', account: null, ttl: 3600 }),
  text: 'half a thought',
  file,
  note: 'for Bob',
}

function worldWith() {
  const area = memoryArea()
  const vault = memoryVault()
  const server = memoryApi({})
  const sent: Draft[] = []
  const world: ShareWorld = {
    api: () => server.api,
    accounts: createAccountStore(area, vault),
    accountApi: () => server.api,
    history: createHistoryStore(area, vault),
    untold: memoryUntold(area, vault, () => 1_000_000),
    policy: {},
    now: () => 1_000_000,
    newId: () => '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    line: 'This secret is sealed.',
    room: storedBytes,
    settings: createSettingsStore(memoryArea(), () => 'UTC'),
    opener: undefined,
    sending: async draft => void sent.push(draft),
    made: async () => {},
  }
  return { area, server, sent, world }
}

test('a file is sealed whatever was chosen, and the text that it stands in for is not sent', async () => {
  const { server, sent, world } = worldWith()
  const { link, sealed } = await share(world, draft)
  const { linkKey } = (await readLink(link)).link
  expect(await open(server.kept[0]?.secret ?? '', { linkKey })).toEqual({ file, note: 'for Bob' })
  expect([sealed, sent.map(({ mode }) => mode)]).toEqual([true, ['sealed']])
  expect(JSON.stringify(server.kept)).not.toMatch(/zebra|half a thought/)
})

test('the history has a file’s size, and its name nowhere', async () => {
  const { area, world } = worldWith()
  expect((await share(world, draft)).file).toBe(700)
  const kept = JSON.stringify([...area.kept])
  expect(kept).toContain('"file":700')
  expect(kept).not.toMatch(/zebra|pkcs12/)
})

test('a file of no bytes, or of too many, is refused before anything leaves', async () => {
  const { sent, world } = worldWith()
  const large = sharedFileOf('zebra', '', crypto.getRandomValues(new Uint8Array(7_600)))
  await expect(share(world, { ...draft, file: { ...file, data: '' } })).rejects.toMatchObject({
    code: 'empty',
  })
  await expect(share(world, { ...draft, file: large })).rejects.toMatchObject({
    code: 'tooLong',
    facts: { by: expect.any(Number) },
  })
  expect(sent).toEqual([])
})

test('a secret that the server makes up carries no file', async () => {
  const { sent, world } = worldWith()
  const generate = () => Promise.reject(new Error('no answer'))
  const asking = { ...world, api: () => ({ generate }), accountApi: () => ({ generate }) }
  await expect(generateOnServer(asking, draft, 12)).rejects.toThrow('no answer')
  expect(sent).toMatchObject([{ mode: 'standard', text: '' }])
  expect(sent[0]).not.toHaveProperty('file')
})
