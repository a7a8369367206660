import { Fault } from '../domain/fault'
import { KnownPolicy, Policy } from '../domain/policy'
import { type Area, cell } from './storage-area'

/** All that we do with the storage that an administrator fills. */
export type Managed = Pick<Area, 'get'>

/**
 * The rules as last read, for what only shows them: at once, and possibly old. Nothing is decided by it, since
 * whoever can write to our storage could write there, too.
 */
export function createShownPolicy(local: Area) {
  const kept = cell(local, 'policy', KnownPolicy)
  return { ...kept, read: async (): Promise<KnownPolicy> => (await kept.read()) ?? {} }
}

/** What is decided by: the administrator's own words, read anew each time. */
export function createPolicyStore(managed: Managed, local: Area) {
  const shown = createShownPolicy(local)

  /** Shows what was read, if that is news. A full disk must not stand in the way of a share. */
  async function tell(rules: KnownPolicy): Promise<void> {
    if (JSON.stringify(rules) === JSON.stringify(await shown.read())) return
    const none = rules !== 'broken' && Object.keys(rules).length === 0
    await (none ? shown.clear() : shown.write(rules)).catch(() => {})
  }

  async function read(): Promise<Policy> {
    try {
      const policy = Policy.parse(await found(managed))
      await tell(policy)
      return policy
    } catch (cause) {
      await tell('broken')
      throw new Fault('policyBroken', { cause })
    }
  }

  return {
    /**
     * May take seconds just after the browser's start (Chromium), so nobody who opens a page waits for it.
     * @throws Fault `policyBroken`: there are rules, and they can't be read; nothing may be shared
     */
    read,
    /** Brings what is shown up to date. */
    refresh: () =>
      read().then(
        () => {},
        () => {},
      ),
  }
}
export type PolicyStore = ReturnType<typeof createPolicyStore>

/** Firefox says it so when no administrator wrote anything for us, and has no other sign for it. */
const nothingThere = /managed storage manifest not found/i

async function found(managed: Managed): Promise<unknown> {
  try {
    return await managed.get(null)
  } catch (error) {
    if (error instanceof Error && nothingThere.test(error.message)) return {}
    throw error
  }
}
