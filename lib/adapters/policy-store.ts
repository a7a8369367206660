import { Fault } from '../domain/fault'
import { KnownPolicy, Policy } from '../domain/policy'
import { type Area, cell } from './storage-area'

/** The part of the managed storage area that we use. */
export type Managed = Pick<Area, 'get'>

/**
 * The policy as last read, for display only: available at once, but possibly outdated. Nothing is decided
 * by it, since whoever can write to our storage could change it.
 */
export function createShownPolicy(local: Area) {
  const kept = cell(local, 'policy', KnownPolicy)
  return { ...kept, read: async (): Promise<KnownPolicy> => (await kept.read()) ?? {} }
}

/** The policy used for decisions, read anew from managed storage each time. Firefox for Android has no such storage. */
export function createPolicyStore(managed: Managed | undefined, local: Area) {
  const shown = createShownPolicy(local)

  /** Updates the displayed policy if it changed. A full disk must not prevent a share. */
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
     * May take seconds just after the browser starts (Chromium), so no page waits for it when it opens.
     * @throws Fault `policyBroken`: there is a policy that can't be read; nothing may be shared
     */
    read,
    /** Updates the displayed policy. */
    refresh: () =>
      read().then(
        () => {},
        () => {},
      ),
  }
}
export type PolicyStore = ReturnType<typeof createPolicyStore>

/** Firefox's error message when there is no managed storage for us, the only sign of it. */
const nothingThere = /managed storage manifest not found/i

async function found(managed: Managed | undefined): Promise<unknown> {
  if (!managed) return {}
  try {
    return await managed.get(null)
  } catch (error) {
    if (error instanceof Error && nothingThere.test(error.message)) return {}
    throw error
  }
}
