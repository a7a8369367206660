import * as z from 'zod/mini'
import { Damage } from '../rules/damage'
import { Entry } from '../rules/entry'
import { Rules } from '../rules/policy'
import { allKeys, Ids, Kept as KeptAccount, list } from './accounts'
import { DepositPair } from './deposits-of-1'
import { Attempts } from './received/attempts'
import { List } from './received/stores'
import { fromFirst, Remembered } from './recents'
import { type Judgement, judge } from './record'
import { mended, Whole as Settings } from './settings'
import { type Area, cell, put, remove } from './storage'
import type { Vault } from './vault'
import { lostKey } from './vault/data-key'
import { Tries } from './vault/passphrase'
import { Wrapped } from './vault/stored'

type Kind = Exclude<keyof Damage, 'newer'>
type Piece = { key: RegExp; of: Kind; judge: (value: unknown, key: string) => Judgement }

const shaped =
  (shape: z.ZodMiniType) =>
  (value: unknown): Judgement =>
    judge(shape, value)
const Named = z.object({ id: z.string() })
/** The key names the one that it holds. */
const named =
  (shape: z.ZodMiniType) =>
  (value: unknown, key: string): Judgement => {
    const judgement = judge(shape, value)
    return judgement === 'sound' && !key.endsWith(`:${Named.safeParse(value).data?.id}`)
      ? 'damaged'
      : judgement
  }
/** Where an administrator's words are kept to be shown, which are read anew. */
const strictly =
  (shape: z.ZodMiniType) =>
  (value: unknown): Judgement =>
    shape.safeParse(value).success ? 'sound' : 'damaged'
const lost = (): Judgement => 'damaged'

/** Everything that lies in the storage on disk, and what it must look like. What lies under other keys is not ours. */
const pieces: readonly Piece[] = [
  { key: /^settings$/, of: 'settings', judge: shaped(Settings) },
  { key: /^entry:[ws]:/, of: 'history', judge: named(Entry) },
  { key: /^account:/, of: 'accounts', judge: named(KeptAccount) },
  { key: /^accounts$/, of: 'rest', judge: shaped(Ids) },
  { key: /^recent:/, of: 'rest', judge: value => judge(Remembered, fromFirst(value), 2) },
  { key: /^received$/, of: 'rest', judge: shaped(List) },
  { key: /^received:/, of: 'rest', judge: shaped(z.string()) },
  { key: /^attempts$/, of: 'rest', judge: shaped(Attempts) },
  { key: /^untold:/, of: 'rest', judge: shaped(z.string()) },
  { key: /^policy$/, of: 'rest', judge: strictly(Rules) },
  { key: /^vault$/, of: 'keys', judge: shaped(Wrapped) },
  { key: new RegExp(`^${lostKey}$`), of: 'keys', judge: lost },
  { key: /^deposits$/, of: 'rest', judge: shaped(DepositPair) },
  { key: /^lock-tries$/, of: 'rest', judge: shaped(Tries) },
]

/** Whether a key is in the table: a test holds every key that is written against it. */
export const isKnown = (key: string): boolean => pieces.some(piece => piece.key.test(key))

const sound = (): Damage => ({ settings: 0, history: 0, accounts: 0, keys: 0, rest: 0, newer: 0 })
const isSound = (damage: Damage): boolean => Object.values(damage).every(count => count === 0)

/** What was found when somebody last looked, in memory; nothing when all could be read. */
const createFound = (session: Area) => cell(session, 'damage', Damage)

type World = { local: Area; session: Area; vault: Pick<Vault, 'hasLostKey' | 'forgetKey'> }

/** Finds what lies on the disk and cannot be read, and clears it once the person knows what that means. */
export function createDamage({ local, session, vault }: World) {
  const found = createFound(session)

  async function unreadable(): Promise<[key: string, of: keyof Damage][]> {
    const items = await local.get(null)
    const bad = Object.entries(items).flatMap(([key, value]): [string, keyof Damage][] => {
      const piece = pieces.find(piece => piece.key.test(key))
      const judgement = piece?.judge(value, key) ?? 'sound'
      if (!piece || judgement === 'sound') return []
      return [[key, judgement === 'newer' ? 'newer' : piece.of]]
    })
    if ('vault' in items && !bad.some(([key]) => key === 'vault') && (await vault.hasLostKey()))
      bad.push(['vault', 'keys'])
    return bad
  }

  /** @returns what was found, none when all can be read */
  async function look(): Promise<Damage | undefined> {
    const damage = sound()
    for (const [, of] of await unreadable()) damage[of]++
    if (isSound(damage)) {
      await found.clear()
      return undefined
    }
    await found.write(damage)
    return damage
  }

  return {
    look,
    /** What a newer version made stays. @throws Fault `notKept` */
    async clear(): Promise<void> {
      const keys = (await unreadable()).flatMap(([key, of]) => (of === 'newer' ? [] : [key]))
      const settings = keys.includes('settings') ? mended((await local.get('settings')).settings) : undefined
      // Without their list the accounts would be out of sight: it is never removed, but made anew.
      await remove(
        local,
        keys.filter(key => key !== 'accounts' && !(key === 'settings' && settings)),
      )
      if (settings) await put(local, 'settings', settings)
      if (keys.includes('vault')) vault.forgetKey()
      if (keys.includes('accounts')) await list(local, await allKeys(local))
      await look()
    },
  }
}
