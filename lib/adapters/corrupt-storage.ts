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
/** The storage key must end with the id of the value. */
const named =
  (shape: z.ZodMiniType) =>
  (value: unknown, key: string): RecordJudgement => {
    const judgement = judgeRecord(shape, value)
    return judgement === 'sound' && !key.endsWith(`:${Named.safeParse(value).data?.id}`)
      ? 'damaged'
      : judgement
  }
/** For an administrator's policy, of which only a copy for display is stored; it is read anew. */
const strictly =
  (shape: z.ZodMiniType) =>
  (value: unknown): RecordJudgement =>
    shape.safeParse(value).success ? 'sound' : 'damaged'
const lost = (): RecordJudgement => 'damaged'

/** Everything we store on disk, with its expected form. Other keys are not ours. */
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

/** Whether a key is in the table; a test checks this for every key that is written. */
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

/** The last report, in memory; absent when everything was readable. */
const createFound = (session: Area) => cell(session, 'damage', CorruptStorageReport)

type World = { local: Area; session: Area; vault: Pick<Vault, 'hasLostKey' | 'forgetKey'> }

/** Finds stored data that is unreadable, and removes it once the user has agreed. */
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

  /** @returns the report; `undefined` when everything is readable */
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
    /** Data from a newer version stays. @throws Fault `notKept` */
    async clear(): Promise<void> {
      const keys = (await unreadable()).flatMap(([key, of]) => (of === 'newer' ? [] : [key]))
      const settings = keys.includes('settings')
        ? mendedSettings((await local.get('settings')).settings)
        : undefined
      // Without their list the accounts would be invisible, so it is rebuilt rather than removed.
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
