import * as z from 'zod/mini'
import { CorruptStorageReport } from '../domain/damage-report'
import { Entry } from '../domain/history-entry'
import { KnownPolicy } from '../domain/policy'
import { AccountSecretsRecord, upgradeAccountSecrets } from './account-secrets'
import { AccountIds, allAccountKeys, AccountRecord as KeptAccount, writeAccountIndex } from './account-store'
import { DepositPair } from './deposits-v1'
import { ReceivedList } from './received/memory-and-disk'
import { Attempts } from './received/reveal-attempts'
import { mendedSettings, WholeSettings as Settings } from './settings-store'
import { type Area, cell, put, remove } from './storage-area'
import type { Vault } from './vault'
import { lostKey } from './vault/data-key'
import { UnlockAttempts } from './vault/passphrase-key'
import { WrappedKey } from './vault/stored-keys'
import { judgeRecord, type RecordJudgement } from './versioned-record'

type Kind = Exclude<keyof CorruptStorageReport, 'newer'>
type Piece = { key: RegExp; of: Kind; judge: (value: unknown, key: string) => RecordJudgement }

const shaped =
  (shape: z.ZodMiniType) =>
  (value: unknown): RecordJudgement =>
    judgeRecord(shape, value)
const Named = z.object({ id: z.string() })
/** The key names the one that it holds. */
const named =
  (shape: z.ZodMiniType) =>
  (value: unknown, key: string): RecordJudgement => {
    const judgement = judgeRecord(shape, value)
    return judgement === 'sound' && !key.endsWith(`:${Named.safeParse(value).data?.id}`)
      ? 'damaged'
      : judgement
  }
/** Where an administrator's words are kept to be shown, which are read anew. */
const strictly =
  (shape: z.ZodMiniType) =>
  (value: unknown): RecordJudgement =>
    shape.safeParse(value).success ? 'sound' : 'damaged'
const lost = (): RecordJudgement => 'damaged'

/** Everything that lies in the storage on disk, and what it must look like. What lies under other keys is not ours. */
const pieces: readonly Piece[] = [
  { key: /^settings$/, of: 'settings', judge: shaped(Settings) },
  { key: /^entry:[ws]:/, of: 'history', judge: named(Entry) },
  { key: /^account:/, of: 'accounts', judge: named(KeptAccount) },
  { key: /^accounts$/, of: 'rest', judge: shaped(AccountIds) },
  {
    key: /^recent:/,
    of: 'rest',
    judge: value => judgeRecord(AccountSecretsRecord, upgradeAccountSecrets(value), 2),
  },
  { key: /^received$/, of: 'rest', judge: shaped(ReceivedList) },
  { key: /^received:/, of: 'rest', judge: shaped(z.string()) },
  { key: /^attempts$/, of: 'rest', judge: shaped(Attempts) },
  { key: /^untold:/, of: 'rest', judge: shaped(z.string()) },
  { key: /^policy$/, of: 'rest', judge: strictly(KnownPolicy) },
  { key: /^vault$/, of: 'keys', judge: shaped(WrappedKey) },
  { key: new RegExp(`^${lostKey}$`), of: 'keys', judge: lost },
  { key: /^deposits$/, of: 'rest', judge: shaped(DepositPair) },
  { key: /^lock-tries$/, of: 'rest', judge: shaped(UnlockAttempts) },
]

/** Whether a key is in the table: a test holds every key that is written against it. */
export const isKnownKey = (key: string): boolean => pieces.some(piece => piece.key.test(key))

const sound = (): CorruptStorageReport => ({
  settings: 0,
  history: 0,
  accounts: 0,
  keys: 0,
  rest: 0,
  newer: 0,
})
const isSound = (damage: CorruptStorageReport): boolean => Object.values(damage).every(count => count === 0)

/** What was found when somebody last looked, in memory; nothing when all could be read. */
const createFound = (session: Area) => cell(session, 'damage', CorruptStorageReport)

type World = { local: Area; session: Area; vault: Pick<Vault, 'hasLostKey' | 'forgetKey'> }

/** Finds what lies on the disk and cannot be read, and clears it once the person knows what that means. */
export function createStorageCheck({ local, session, vault }: World) {
  const found = createFound(session)

  async function unreadable(): Promise<[key: string, of: keyof CorruptStorageReport][]> {
    const items = await local.get(null)
    const bad = Object.entries(items).flatMap(([key, value]): [string, keyof CorruptStorageReport][] => {
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
  async function look(): Promise<CorruptStorageReport | undefined> {
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
      const settings = keys.includes('settings')
        ? mendedSettings((await local.get('settings')).settings)
        : undefined
      // Without their list the accounts would be out of sight: it is never removed, but made anew.
      await remove(
        local,
        keys.filter(key => key !== 'accounts' && !(key === 'settings' && settings)),
      )
      if (settings) await put(local, 'settings', settings)
      if (keys.includes('vault')) vault.forgetKey()
      if (keys.includes('accounts')) await writeAccountIndex(local, await allAccountKeys(local))
      await look()
    },
  }
}
