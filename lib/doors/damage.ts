import * as z from 'zod/mini'
import { Damage } from '../rules/damage'
import { Entry } from '../rules/entry'
import { Rules } from '../rules/policy'
import { allKeys, Kept as KeptAccount, list } from './kept-account'
import { Remembered } from './recents'
import { Stored } from './settings'
import { type Area, cell, remove } from './storage'
import type { Vault } from './vault'
import { lostKey } from './vault/data-key'
import { Pair } from './vault/deposits'
import { Wrapped } from './vault/stored'
import { Tries } from './vault/tries'

type Piece = { key: RegExp; of: keyof Damage; reads: (value: unknown, key: string) => boolean }

const shaped =
  (shape: z.ZodMiniType) =>
  (value: unknown): boolean =>
    shape.safeParse(value).success
/** The key names the one that it holds. */
const named =
  (shape: z.ZodMiniType<{ id: string }>) =>
  (value: unknown, key: string): boolean =>
    key.endsWith(`:${shape.safeParse(value).data?.id}`)

/** Everything that lies in the storage on disk, and what it must look like. */
const pieces: readonly Piece[] = [
  { key: /^settings$/, of: 'settings', reads: shaped(Stored) },
  { key: /^entry:/, of: 'history', reads: named(Entry) },
  { key: /^account:/, of: 'accounts', reads: named(KeptAccount) },
  { key: /^accounts$/, of: 'rest', reads: shaped(z.array(z.uuid())) },
  { key: /^recent:/, of: 'rest', reads: shaped(Remembered) },
  { key: /^untold:/, of: 'rest', reads: shaped(z.string()) },
  { key: /^policy$/, of: 'rest', reads: shaped(Rules) },
  { key: /^vault$/, of: 'keys', reads: shaped(Wrapped) },
  { key: new RegExp(`^${lostKey}$`), of: 'keys', reads: () => false },
  { key: /^deposits$/, of: 'rest', reads: shaped(Pair) },
  { key: /^lock-tries$/, of: 'rest', reads: shaped(Tries) },
]

/** Whether a key is in the table: a test holds every key that is written against it. */
export const isKnown = (key: string): boolean => pieces.some(piece => piece.key.test(key))

const sound = (): Damage => ({ settings: 0, history: 0, accounts: 0, keys: 0, rest: 0 })
const isSound = (damage: Damage): boolean => Object.values(damage).every(count => count === 0)

/** What was found when somebody last looked, in memory; nothing when all could be read. */
const createFound = (session: Area) => cell(session, 'damage', Damage)

type World = { local: Area; session: Area; vault: Pick<Vault, 'hasLostKey' | 'forgetKey'> }

/** Finds what lies on the disk and cannot be read, and clears it once the person knows what that means. */
export function createDamage({ local, session, vault }: World) {
  const found = createFound(session)

  async function damaged(): Promise<[key: string, of: keyof Damage][]> {
    const items = await local.get(null)
    const bad = Object.entries(items).flatMap(([key, value]): [string, keyof Damage][] => {
      const piece = pieces.find(piece => piece.key.test(key))
      return piece && !piece.reads(value, key) ? [[key, piece.of]] : []
    })
    if ('vault' in items && !bad.some(([key]) => key === 'vault') && (await vault.hasLostKey()))
      bad.push(['vault', 'keys'])
    return bad
  }

  /** @returns what was found, none when all can be read */
  async function look(): Promise<Damage | undefined> {
    const damage = sound()
    for (const [, of] of await damaged()) damage[of]++
    if (isSound(damage)) {
      await found.clear()
      return undefined
    }
    await found.write(damage)
    return damage
  }

  return {
    look,
    /** @throws Fault `notKept` */
    async clear(): Promise<void> {
      const keys = (await damaged()).map(([key]) => key)
      // Without their list the accounts would be out of sight: it is never removed, but made anew.
      await remove(
        local,
        keys.filter(key => key !== 'accounts'),
      )
      if (keys.includes('vault')) vault.forgetKey()
      if (keys.includes('accounts')) await list(local, await allKeys(local))
      await look()
    },
  }
}
