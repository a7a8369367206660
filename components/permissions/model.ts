import { computed, createModel, signal } from '@preact/signals'
import type { Granted, Held } from '../../lib/doors/permissions'
import { serversIn } from '../../lib/rules/policy'
import { hostPattern, originOf, regionOf, regions } from '../../lib/rules/server'
import type { KeptSettings } from '../kept-settings'
import { explained, isExplained, onRequest } from './explained'

export type World = {
  settings: KeptSettings
  /** What the browser says of us now. */
  held: () => Promise<Held>
  /** Asks the person; must be the first thing that a press does. */
  request: (what: What) => Promise<boolean>
  takeBack: (what: What) => Promise<void>
}

/** What is allowed or taken back: by name, or by pattern. */
export type What = Partial<Granted>

/** Whether we hold something for good, because it was allowed, or not at all. */
export type State = 'always' | 'allowed' | 'notAllowed'

const nothing: Granted = { permissions: [], origins: [] }

export const Permissions = createModel((world: World) => {
  const { kept, policy, change } = world.settings
  const held = signal<Held>({ always: nothing, asked: nothing })
  /** Whether the browser could not say it just now. */
  const unread = signal(false)
  const tookBack = signal(false)

  async function look(): Promise<void> {
    const now = await world.held().catch(() => undefined)
    unread.value = now === undefined
    if (now) held.value = now
  }

  /** By name: those with a reason, in their order, and whatever the browser names besides. */
  const names = computed(() => {
    const { always, asked } = held.value
    const all = [...always.permissions, ...asked.permissions]
    const known = explained.filter(name => all.includes(name) || onRequest.some(other => other === name))
    return [...known, ...all.filter(name => !isExplained(name))].map(name => ({
      name,
      state: stateOf(held.value, 'permissions', name),
    }))
  })

  /** By pattern: the servers that the person or their organisation added, and hosts that nobody needs any more. */
  const hosts = computed(() => {
    const added = [...kept.value.servers, ...serversIn(policy.value, [])]
    const needed = added.filter(origin => regionOf(origin) === undefined).map(hostPattern)
    const { always, asked } = held.value
    const patterns = [...new Set([...needed, ...asked.origins])]
    return patterns
      .filter(pattern => !always.origins.includes(pattern))
      .map(pattern => ({
        pattern,
        state: stateOf(held.value, 'origins', pattern),
        needed: needed.includes(pattern),
      }))
  })
  /** The regions' hosts: ours from the start, unless the person took some back. */
  const regional = computed((): State => {
    const wanted = regions.map(region => hostPattern(originOf(region)))
    const { always, asked } = held.value
    return wanted.every(pattern => [...always.origins, ...asked.origins].includes(pattern))
      ? 'always'
      : 'notAllowed'
  })
  return {
    unread,
    names,
    hosts,
    regional,
    tookBack,
    look,
    async allow(what: What): Promise<void> {
      tookBack.value = false
      await world.request(what).catch(() => false)
      await look()
    },
    allowRegions: () =>
      world.request({ origins: regions.map(region => hostPattern(originOf(region))) }).then(look, look),
    async takeBack(what: What): Promise<void> {
      await world.takeBack(what)
      // What can't be done any more is not wanted any more.
      if (what.permissions?.includes('notifications')) await change(() => ({ notify: false }))
      await look()
      tookBack.value = true
    },
  }
})
export type Permissions = InstanceType<typeof Permissions>

function stateOf({ always, asked }: Held, kind: keyof Granted, name: string): State {
  if (always[kind].includes(name)) return 'always'
  return asked[kind].includes(name) ? 'allowed' : 'notAllowed'
}
