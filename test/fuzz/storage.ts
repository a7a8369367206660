import fc from 'fast-check'
import { expect } from 'vitest'
import { createAccountsReader } from '../../lib/adapters/account-store'
import { type BackupFile, largestBackup, readBackup, writeBackup } from '../../lib/adapters/backup-file'
import { createStorageCheck } from '../../lib/adapters/corrupt-storage'
import { createDraftStore } from '../../lib/adapters/draft-store'
import { createHistoryReader } from '../../lib/adapters/history-store'
import { listReceived } from '../../lib/adapters/received/memory-and-disk'
import { createTabStore } from '../../lib/adapters/received/tab-store'
import { createEarlierLinksCell, createShareStatusCell } from '../../lib/adapters/recent-links'
import { createSettingsStore, defaultSettings, Settings } from '../../lib/adapters/settings-store'
import { judgeRecord, writtenOver } from '../../lib/adapters/versioned-record'
import { Fault, failureOf } from '../../lib/domain/fault'
import { Entry } from '../../lib/domain/history-entry'
import { ReceivedSecret } from '../../lib/domain/received-secret'
import { memoryArea } from '../support/area'
import { entryWith } from '../support/entries'
import { outcomes } from '../support/messages'
import { type Change, changed, changes, content, edited, edits, inherited, jsonText } from './inputs'
import { property } from './property'

const origin = 'https://eu.onetimesecret.com'
const uuid = (at: number) => `6b1f7c2e-3d4a-4b5c-8d6e-${String(at).padStart(12, '0')}`
const accountOf = (at: number) => ({
  ...{ version: 1, id: uuid(at), name: `n${at}`, server: origin, user: 'ana', token: 'boxed', since: 1 },
  ...{ disabled: false, preferred: false, failures: 0 },
})
const keys = [
  ...[
    'settings',
    'accounts',
    'received',
    'attempts',
    'policy',
    'vault',
    'vault:lost',
    'deposits',
    'lock-tries',
  ],
  ...['recent:x', 'received:x', 'untold:x', 'entry:w:x', 'entry:s:x', 'account:x', 'entry:', 'none of ours'],
  ...inherited,
]
/** What lies in our storage beside what is sound. */
const junk = fc.array(fc.tuple(fc.constantFrom(...keys), jsonText), { maxLength: 8 })
const marks = fc.array(fc.tuple(fc.constantFrom('w', 's', 'a'), fc.boolean(), changes), { maxLength: 5 })

type Mark = [kind: string, isSound: boolean, damage: Change[]]
/** Entries and accounts, some of them damaged, each under its own key. */
function stored(all: readonly Mark[]): { items: [string, unknown][]; sound: [string, unknown][] } {
  const each = all.map(([kind, isSound, damage], at): [key: string, value: unknown, isSound: boolean] => {
    const whole =
      kind === 'a'
        ? accountOf(at)
        : entryWith({
            id: uuid(at),
            label: content,
            ...(kind === 's' ? { state: 'read' as const, settled: 5 } : {}),
          })
    const key = kind === 'a' ? `account:${uuid(at)}` : `entry:${kind}:${uuid(at)}`
    return [key, isSound ? whole : changed(whole, damage), isSound]
  })
  return {
    items: each.map(([key, value]) => [key, value]),
    sound: each.flatMap(([key, value, isSound]) => (isSound ? [[key, value] as [string, unknown]] : [])),
  }
}
const areaOf = (items: [string, unknown][]) => {
  const area = memoryArea()
  // As a browser hands it out: of JSON, without Infinity.
  for (const [key, value] of items)
    if (value !== undefined) area.kept.set(key, JSON.parse(JSON.stringify(value)))
  return area
}
const parsed = (some: [string, string][]): [string, unknown][] =>
  some.map(([key, json]) => [key, JSON.parse(json)])

const backup = JSON.parse(
  writeBackup({ ...defaultSettings('eu'), servers: ['https://a.example'], message: content }, [
    { id: uuid(1), name: 'one', server: origin, user: 'ana', disabled: false, preferred: true },
  ]),
)
const settings: unknown = {
  ...defaultSettings('us'),
  servers: ['https://a.example'],
  limits: { 'https://a.example': { bytes: 5_000 } },
}
const fetched = {
  place: { origin, secretKey: 'abc' },
  came: { at: 1, status: 200, intended: null, body: `{"secret":"${content}"`, binary: false, whole: true },
}

export const storage = [
  property(
    'what is damaged in storage never loses what is sound',
    60,
    fc.tuple(marks, junk),
    async ([all, more]) => {
      const { items, sound } = stored(all as Mark[])
      const area = areaOf([...parsed(more), ...items])
      const before = structuredClone(sound)
      const [history, accounts] = [createHistoryReader(area), createAccountsReader(area)]
      const entries = await history.all()
      const ids = (kind: RegExp) =>
        sound.flatMap(([key]) => (kind.test(key) ? [key.slice(key.lastIndexOf(':') + 1)] : []))
      expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(ids(/^entry/)))
      for (const entry of entries) expect(Entry.safeParse(entry).success).toBe(true)
      expect((await history.waiting()).map(({ id }) => id)).toEqual(expect.arrayContaining(ids(/^entry:w/)))
      const known = await accounts.all()
      if (!area.kept.has('accounts')) expect(known).toEqual([])
      for (const account of known) expect(account).not.toHaveProperty('token')
      expect(sound.map(([key]) => [key, area.kept.get(key)])).toEqual(before)
    },
  ),
  property(
    'what is cleared away is what cannot be read, and nothing else',
    40,
    fc.tuple(marks, junk),
    async ([all, more]) => {
      const { items, sound } = stored(all as Mark[])
      const local = areaOf([...parsed(more), ...items])
      const foreign = local.kept.get('none of ours')
      const vault = { hasLostKey: async () => false, forgetKey: () => {} }
      const check = createStorageCheck({ local, session: memoryArea(), vault })
      const damage = await check.look()
      if (damage)
        expect(Object.values(damage).every(count => Number.isInteger(count) && count >= 0)).toBe(true)
      await check.clear()
      expect(sound.map(([key]) => [key, local.kept.get(key)])).toEqual(sound)
      expect(local.kept.get('none of ours')).toEqual(foreign)
      const left = await check.look()
      // A list of accounts is made anew; what a newer version wrote stays.
      if (left)
        expect({ ...left, newer: 0 }).toEqual({
          settings: 0,
          history: 0,
          accounts: 0,
          keys: 0,
          rest: 0,
          newer: 0,
        })
      expect((await createAccountsReader(local).all()).every(({ id }) => typeof id === 'string')).toBe(true)
    },
  ),
  property(
    'settings are whole whatever was stored, and one choice changes no other',
    60,
    fc.tuple(changes, jsonText, fc.boolean()),
    async ([damage, json, own]) => {
      const raw = own ? changed(settings, damage) : JSON.parse(json)
      const local = areaOf([['settings', raw]])
      const store = createSettingsStore(local, () => 'Europe/Paris')
      const before = await store.read()
      expect(Settings.parse(before)).toEqual(before)
      try {
        await store.change(({ notify }) => ({ notify: !notify }))
      } catch (error) {
        expect(failureOf(error)).toEqual({ code: 'keptByNewer' })
        return expect(local.kept.get('settings')).toEqual(raw)
      }
      expect(await store.read()).toEqual({ ...before, notify: !before.notify })
    },
  ),
  property(
    'in memory, what has not our shape counts as absent',
    60,
    fc.tuple(junk, changes, jsonText, fc.nat(7)),
    async ([more, damage, json, which]) => {
      const outcome = changed(outcomes[which], damage)
      const session = areaOf([
        ...parsed(more),
        ...(['composing', 'typing'].map(key => [key, JSON.parse(json)]) as [string, unknown][]),
        ...([
          ['outcome', outcome],
          ['earlier', [outcome]],
          ['received:x', changed(fetched, damage)],
        ] as [string, unknown][]),
      ])
      const last = await createShareStatusCell(session).read()
      // 0.1.0 knew only whether a link was copied.
      if (last) expect(within({ ...last, copied: Object(outcome).copied }, outcome)).toBe(true)
      const earlier = await createEarlierLinksCell(session).read()
      for (const link of earlier ?? []) expect(link.at).toBe('shared')
      const draft = await createDraftStore(session).read()
      if (draft) expect(typeof draft.draft.text).toBe('string')
      for (const { id, at, origin } of await listReceived({ local: session, session }))
        expect([typeof id, Number.isInteger(at), typeof origin]).toEqual(['string', true, 'string'])
    },
  ),
  property(
    'what a tab or another one has stored is a secret of our shape, or nothing',
    50,
    fc.tuple(changes, jsonText, edits, fc.nat(2)),
    async ([damage, json, spoilt, how]) => {
      const whole = JSON.stringify(fetched)
      const text = [JSON.stringify(changed(fetched, damage)), json, edited(whole, spoilt)][how]
      const items = new Map([['cachet:x', text ?? '']])
      const tab = {
        ...{ length: 1, key: () => 'cachet:x', getItem: (key: string) => items.get(key) ?? null },
        ...{
          setItem: (key: string, value: string) => void items.set(key, value),
          removeItem: (key: string) => void items.delete(key),
        },
      }
      let say: (message: unknown) => void = () => {}
      const channel = {
        post: () => {},
        listen: (hear: (message: unknown) => void) => {
          say = hear
        },
      }
      const store = createTabStore({
        storage: tab,
        channel,
        later: run => {
          run()
          return () => {}
        },
        now: () => 1,
      })
      const found = await store.find('x')
      if (found) expect(ReceivedSecret.safeParse({ ...found, place: undefined }).success).toBe(true)
      say(JSON.parse(json))
      say(changed({ ask: 'x', have: 'x', found: text }, damage))
      store.latest()
    },
  ),
  property(
    'a backup is whole or refused, and one that we wrote is read to the letter',
    50,
    fc.tuple(changes, edits, jsonText, fc.nat(3)),
    ([damage, spoilt, json, how]) => {
      const whole = JSON.stringify(backup)
      const text =
        [JSON.stringify(changed(backup, damage)) ?? '', edited(whole, spoilt), json, whole][how] ?? ''
      let read: BackupFile
      try {
        read = readBackup(text)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        expect(['backupBad', 'backupNewer']).toContain(error.code)
        expect([error.message, error.facts]).toEqual([error.code, {}])
        return expect(how === 3 && text.length < largestBackup).toBe(false)
      }
      expect(readBackup(writeBackup(read.settings, read.accounts)).accounts).toEqual(read.accounts)
      expect(JSON.stringify(read)).not.toContain('"token":')
      if (how === 3) expect(read).toEqual(backup)
    },
  ),
  property(
    'what a newer version wrote stays when we write',
    90,
    fc.tuple(changes, jsonText),
    ([damage, json]) => {
      const whole = entryWith({ id: uuid(1) })
      const raw = { ...(changed(whole, damage) as object), newer: JSON.parse(json) }
      expect(['sound', 'newer', 'damaged']).toContain(judgeRecord(Entry, raw))
      const { data } = Entry.safeParse(whole)
      const over = writtenOver(raw, data, { ...whole, news: true }) as Record<string, unknown>
      expect([over.newer, over.news]).toEqual([raw.newer, true])
    },
  ),
]

/** Whether all of the one is in the other. */
function within(small: unknown, large: unknown): boolean {
  if (typeof small !== 'object' || small === null) return small === large
  if (typeof large !== 'object' || large === null) return false
  return Object.entries(small).every(([name, one]) => within(one, (large as Record<string, unknown>)[name]))
}
