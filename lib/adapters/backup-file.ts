import * as z from 'zod/mini'
import { readShareDomain } from '../domain/account'
import { Fault } from '../domain/fault'
import { originOf, readOpenerAddress, readServer, regions } from '../domain/server'
import { AccountRecord } from './account-store'
import { Settings } from './settings-store'

/** Whether the reader returns the text unchanged: files that we wrote contain canonical forms only. */
const asRead = (read: (text: string) => string | undefined) => (text: string) => {
  try {
    return read(text) === text
  } catch {
    return false
  }
}

const Account = z.pick(AccountRecord, {
  id: true,
  name: true,
  server: true,
  user: true,
  disabled: true,
  preferred: true,
  shareDomain: true,
})
/** An account without its token: whoever finds the file can't share with it. */
export type BackupAccount = z.infer<typeof Account>

/** The user's configuration, without anything secret: no token, no key, no history. */
export const BackupFile = z
  .strictObject({
    cachet: z.literal('backup'),
    version: z.literal(2),
    // In storage a bad address is ignored; a backup file of ours never has one.
    settings: z.extend(Settings, { opener: z.optional(z.string()) }),
    accounts: z.array(Account).check(z.maxLength(200)),
  })
  .check(
    z.refine(({ settings, accounts }) => {
      const { servers, limits, sharing, opener } = settings
      const known = [...regions.map(originOf), ...servers]
      const mine = accounts.find(({ id }) => id === sharing.account)
      return (
        servers.length <= 200 &&
        [...servers, ...Object.keys(limits)].every(asRead(readServer)) &&
        [sharing.server, ...accounts.map(({ server }) => server)].every(server => known.includes(server)) &&
        new Set(accounts.map(({ id }) => id)).size === accounts.length &&
        accounts.every(
          ({ shareDomain }) => shareDomain === undefined || asRead(readShareDomain)(shareDomain),
        ) &&
        (sharing.account === null || mine?.server === sharing.server) &&
        (opener === undefined || opener === 'none' || asRead(readOpenerAddress)(opener))
      )
    }),
  )
export type BackupFile = z.infer<typeof BackupFile>

/** Maximum size of a file, in characters. */
export const largestBackup = 1_000_000

/**
 * The text of a backup file. Servers that the settings merely mention are listed too, so that the file is
 * self-contained.
 */
export function writeBackup(settings: Settings, accounts: readonly BackupAccount[]): string {
  const { sharing, servers } = settings
  const mentioned = [...servers, sharing.server, ...accounts.map(({ server }) => server)]
  const own = [...new Set(mentioned)].filter(origin => !regions.map(originOf).includes(origin))
  const account = accounts.some(({ id }) => id === sharing.account) ? sharing.account : null
  const backup: BackupFile = {
    cachet: 'backup',
    version: 2,
    settings: { ...settings, sharing: { ...sharing, account }, servers: own },
    accounts: accounts.map(({ id, name, server, user, disabled, preferred, shareDomain }) => ({
      ...{ id, name, server, user, disabled, preferred },
      ...(shareDomain === undefined ? {} : { shareDomain }),
    })),
  }
  return `${JSON.stringify(backup, null, 2)}\n`
}

/** @throws Fault `backupNewer` | `backupBad` */
export function readBackup(text: string): BackupFile {
  if (text.length > largestBackup) throw new Fault('backupBad')
  const raw = parsed(text)
  const { data } = z.object({ cachet: z.literal('backup'), version: z.int() }).safeParse(raw)
  if (data && data.version > 2) throw new Fault('backupNewer')
  const backup = BackupFile.safeParse(fromFirst(raw))
  if (!backup.success) throw new Fault('backupBad', { cause: backup.error })
  return backup.data
}

const First = z.looseObject({
  version: z.literal(1),
  settings: z.looseObject({ lock: z.optional(z.looseObject({ sharing: z.optional(z.boolean()) })) }),
})

/** Version 1 also had an option for sharing while locked. */
function fromFirst(raw: unknown): unknown {
  const { data } = First.safeParse(raw)
  if (!data) return raw
  const { lock, ...settings } = data.settings
  const { sharing: _, ...others } = lock ?? {}
  return { ...data, version: 2, settings: { ...settings, ...(lock ? { lock: others } : {}) } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('backupBad', { cause })
  }
}
