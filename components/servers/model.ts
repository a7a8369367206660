import { computed, createModel, type Signal, signal } from '@preact/signals'
import type { Call } from '../../lib/adapters/messages'
import { failureOf } from '../../lib/domain/fault'
import { serversUnder } from '../../lib/domain/policy'
import { hostPattern, originOf, regions } from '../../lib/domain/server'
import { type Limits, limitsOf, withLimits } from '../../lib/domain/server-limits'
import type { Failure } from '../../lib/domain/share-outcome'
import { createAddServer, type Permit } from '../add-server'
import type { SettingsSignal } from '../settings-signal'

type World = {
  settings: SettingsSignal
  call: Call
  /** Requests a host permission; must be called first in a click handler. */
  request: Permit
  /** Whether the permission is already granted. */
  allowed: Permit
  now: () => number
}

/** The result of the last check of a server, and when (milliseconds). */
type Health =
  | { at: 'asking' }
  | { at: 'answers'; when: number }
  | { at: 'fails'; when: number; failure: Failure }

/** What was just done, announced to those who can't see the list change. */
type Done = { was: 'added' | 'allowed' | 'removed' | 'forgotten'; origin: string }

export const ServersModel = createModel((world: World) => {
  const { kept, policy, change, readAgain } = world.settings
  const own = computed(() => kept.value.servers)
  const origins = computed(() => [
    ...new Set([...serversUnder(policy.value, regions.map(originOf)), ...own.value]),
  ])
  const isOwn = (origin: string): boolean => own.value.includes(origin)
  const isDefault = (origin: string): boolean => kept.value.sharing.server === origin
  const health = signal<Readonly<Record<string, Health>>>({})
  const barred = signal<ReadonlySet<string>>(new Set())
  const done = signal<Done | undefined>(undefined)

  const tell = (origin: string, said: Health) => {
    health.value = { ...health.peek(), [origin]: said }
  }

  async function check(origin: string): Promise<void> {
    tell(origin, { at: 'asking' })
    try {
      await world.call('checkServer', { origin })
      tell(origin, { at: 'answers', when: world.now() })
    } catch (error) {
      tell(origin, { at: 'fails', when: world.now(), failure: failureOf(error) })
    }
  }

  /** Call whenever permissions may have changed. */
  async function look(): Promise<void> {
    const all = origins.peek()
    // If the browser can't tell, show no warning: a share will report it.
    const allowed = await Promise.all(all.map(origin => world.allowed(hostPattern(origin)).catch(() => true)))
    barred.value = new Set(all.filter((_, index) => !allowed[index]))
  }

  async function added(origin: string): Promise<void> {
    await readAgain()
    await look()
    tell(origin, { at: 'answers', when: world.now() })
    done.value = { was: 'added', origin }
  }

  const { adding, typeServer, closeServer, checkAddress } = createAddServer(
    { call: world.call, keep: () => {} },
    undefined,
  )

  const { removal, askToRemove, keep, remove } = createServerRemoval(world.call, async origin => {
    await readAgain()
    const { [origin]: _, ...others } = health.peek()
    health.value = others
    done.value = { was: 'removed', origin }
  })

  const setLimits = (origin: string, next: (before: Limits) => Limits) =>
    change(({ limits }) => ({ limits: withLimits(limits, origin, next(limitsOf(limits, origin))) }))

  return {
    origins,
    /** Those that the person added. */
    own,
    /** Whether a server is being added or removed, or one that is in use lacks its permission. */
    unsettled: computed(
      () =>
        adding.value.at !== 'closed' ||
        removal.value !== undefined ||
        [...barred.value].some(origin => isOwn(origin) || isDefault(origin)),
    ),
    /** Servers that we have no permission for. */
    barred,
    health,
    removal,
    done,
    adding,
    check,
    look,
    typeServer,
    closeServer,
    async useServer(): Promise<void> {
      const origin = await checkAddress(world.request)
      if (origin !== undefined) void added(origin)
    },
    policy,
    /** Whether the person added it, and may remove it. */
    isOwn,
    isDefault,
    limits: (origin: string): Limits => limitsOf(kept.value.limits, origin),
    async allow(origin: string): Promise<void> {
      done.value = undefined
      const allowed = await world.request(hostPattern(origin)).catch(() => false)
      await look()
      if (allowed) done.value = { was: 'allowed', origin }
    },
    askToRemove,
    keep,
    remove,
    limit: (origin: string, patch: Limits) => setLimits(origin, before => ({ ...before, ...patch })),
    async forgetLimits(origin: string): Promise<void> {
      if (await setLimits(origin, () => ({}))) done.value = { was: 'forgotten', origin }
    },
  }
})
export type ServersModel = InstanceType<typeof ServersModel>

/** The question before removing a server: how many secrets wait there, or why it can't be removed. */
type ServerRemoval = { origin: string; waiting: number; failure?: Failure }

/** Removes a server after confirmation. */
function createServerRemoval(call: Call, removed: (origin: string) => Promise<void>) {
  const removal: Signal<ServerRemoval | undefined> = signal(undefined)
  return {
    removal,
    async askToRemove(origin: string): Promise<void> {
      try {
        removal.value = { origin, ...(await call('serverUse', { origin })) }
      } catch (error) {
        removal.value = { origin, waiting: 0, failure: failureOf(error) }
      }
    },
    keep() {
      removal.value = undefined
    },
    async remove(): Promise<void> {
      const asked = removal.peek()
      if (!asked) return
      try {
        await call('removeServer', { origin: asked.origin })
        await removed(asked.origin)
        removal.value = undefined
      } catch (error) {
        removal.value = { ...asked, failure: failureOf(error) }
      }
    },
  }
}
