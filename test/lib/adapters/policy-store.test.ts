import { beforeEach, describe, expect, test } from 'vitest'
import { createPolicyStore, createShownPolicy } from '../../../lib/adapters/policy-store'
import { createSettingsStore } from '../../../lib/adapters/settings-store'
import { memoryArea } from '../../support/area'

let local: ReturnType<typeof memoryArea>
const withRules = (rules: Record<string, unknown>) => createPolicyStore(memoryArea(rules), local)
const failing = (message: string) =>
  createPolicyStore(
    {
      get: async () => {
        throw new Error(message)
      },
    },
    local,
  )
beforeEach(() => {
  local = memoryArea()
})

describe('the rules of the organisation', () => {
  test('are read from where only administrators write, and kept to be shown', async () => {
    expect(await withRules({ sealedRequired: true }).read()).toEqual({ sealedRequired: true })
    expect(await createShownPolicy(local).read()).toEqual({ sealedRequired: true })
  })
  test('are never taken from what is kept to be shown', async () => {
    await local.set({ policy: {} })
    expect(await withRules({ sealedRequired: true }).read()).toEqual({ sealedRequired: true })
    await local.set({ policy: { sealedRequired: true } })
    expect(await withRules({}).read()).toEqual({})
    expect(local.kept.has('policy')).toBe(false)
  })
  test('are none where nobody wrote any, and then nothing is kept', async () => {
    expect(await withRules({}).read()).toEqual({})
    expect(await failing('Managed storage manifest not found').read()).toEqual({})
    expect(local.writes).toEqual([])
  })
  test.each([
    ['written wrongly', () => withRules({ sealedRequired: 'yes' })],
    ['of a kind that is not known', () => withRules({ sealedRequierd: true })],
    ['out of reach', () => failing('An unexpected error occurred')],
  ])('%s count as rules that forbid everything', async (_, broken) => {
    await expect(broken().read()).rejects.toMatchObject({ code: 'policyBroken' })
    expect(await createShownPolicy(local).read()).toBe('broken')
    await broken().refresh()
  })
  test('that are put right are shown again, and those that end are shown no more', async () => {
    await withRules({ sealedRequired: 1 }).refresh()
    await withRules({ sealedRequired: true }).refresh()
    expect(await createShownPolicy(local).read()).toEqual({ sealedRequired: true })
    await withRules({}).refresh()
    expect(await createShownPolicy(local).read()).toEqual({})
  })
  test('that have not changed are not written again', async () => {
    await withRules({ sealedRequired: true }).refresh()
    await withRules({ sealedRequired: true }).refresh()
    expect(local.writes).toEqual(['policy'])
  })
  test('hold on a full disk', async () => {
    local.full = true
    expect(await withRules({ sealedRequired: true }).read()).toEqual({ sealedRequired: true })
    await expect(withRules({ sealedRequired: 1 }).read()).rejects.toMatchObject({ code: 'policyBroken' })
  })
  test('garbage in what is kept to be shown shows none', async () => {
    for (const policy of [7, [], { sealedRequired: 'x' }, null]) {
      await local.set({ policy })
      expect(await createShownPolicy(local).read()).toEqual({})
    }
  })
})

test('somebody who has chosen nothing yet starts with the server of their organisation', async () => {
  await withRules({ defaultServer: 'https://secrets.example.com' }).refresh()
  const settings = createSettingsStore(local, () => 'Europe/Paris')
  expect((await settings.read()).sharing.server).toBe('https://secrets.example.com')
  await settings.change(({ sharing }) => ({ sharing: { ...sharing, server: 'https://x.example.com' } }))
  await withRules({ defaultServer: 'https://y.example.com' }).refresh()
  expect((await settings.read()).sharing.server).toBe('https://x.example.com')
})
