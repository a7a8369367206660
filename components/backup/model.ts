import { createModel, signal } from '@preact/signals'
import { largestBackup, readBackup, writeBackup } from '../../lib/adapters/backup-file'
import type { Call } from '../../lib/adapters/messages'
import type { KnownAccount } from '../../lib/domain/account'
import { Fault, failureOf } from '../../lib/domain/fault'
import { hostPattern, regionOf } from '../../lib/domain/server'
import type { Failure } from '../../lib/domain/share-outcome'
import { planOf, type RestorePlan } from '../../lib/usecases/restore-backup'
import type { SettingsSignal } from '../settings-signal'

export type { RestorePlan }

export type BackupWorld = {
  call: Call
  settings: SettingsSignal
  accounts: () => Promise<readonly KnownAccount[]>
  save: (name: string, text: string) => void
  /** Requests host permissions; must be called first in a click handler. */
  request: (patterns: string[]) => Promise<boolean>
}

/** `same`: the file holds nothing new. Up to `restoring`, nothing is changed. `notSaved`: no file written. */
export type Restoring =
  | { at: 'idle' }
  | { at: 'looking'; text: string; plan: RestorePlan }
  | { at: 'restoring'; plan: RestorePlan }
  | { at: 'same' }
  | { at: 'done' }
  | { at: 'failed'; failure: Failure }
  | { at: 'notSaved' }

/** Backs up the person's setup to a file and restores it. */
export const BackupModel = createModel((world: BackupWorld) => {
  const { kept, policy, readAgain } = world.settings
  const restoring = signal<Restoring>({ at: 'idle' })

  async function look(text: string): Promise<Restoring> {
    const backup = readBackup(text)
    await readAgain()
    const now = { settings: kept.peek(), accounts: await world.accounts() }
    const plan = planOf(backup, now, policy.peek())
    const news = Object.keys(plan.settings).length + plan.accounts.length + plan.leftOut.length
    return news === 0 ? { at: 'same' } : { at: 'looking', text, plan }
  }

  const failed = (error: unknown): Restoring => ({ at: 'failed', failure: failureOf(error) })

  return {
    restoring,
    async save(): Promise<void> {
      if (restoring.peek().at === 'notSaved') restoring.value = { at: 'idle' }
      try {
        await readAgain()
        world.save('cachet-settings.json', writeBackup(kept.peek(), await world.accounts()))
      } catch {
        restoring.value = { at: 'notSaved' }
      }
    },
    /** Reads a file, without changing anything. */
    async choose(file: Pick<File, 'size' | 'text'>): Promise<void> {
      restoring.value = { at: 'idle' }
      const read = async () => {
        if (file.size > largestBackup) throw new Fault('backupBad')
        return look(await file.text())
      }
      restoring.value = await read().catch(failed)
    },
    cancel(): void {
      restoring.value = { at: 'idle' }
    },
    async restore(): Promise<void> {
      const now = restoring.peek()
      if (now.at !== 'looking') return
      const { plan, text } = now
      const patterns = plan.servers.filter(origin => regionOf(origin) === undefined).map(hostPattern)
      const asked = patterns.length === 0 ? undefined : world.request([...new Set(patterns)])
      restoring.value = { at: 'restoring', plan }
      // A server that isn't permitted yet is marked in the servers section, with a way to permit it.
      await asked?.catch(() => false)
      restoring.value = await world.call('restore', { text }).then((): Restoring => ({ at: 'done' }), failed)
      await readAgain().catch(() => {})
    },
  }
})
export type BackupModel = InstanceType<typeof BackupModel>
