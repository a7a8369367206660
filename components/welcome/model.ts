import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals'
import type { ShareOptions } from '../../lib/domain/draft'
import { boundByPolicy, serversUnder } from '../../lib/domain/policy'
import { hostPattern, originOf, regions } from '../../lib/domain/server'
import type { SettingsSignal } from '../settings-signal'

type World = {
  settings: SettingsSignal
  /** Changes the defaults for a new secret; resolves to whether that was stored. */
  choose: (patch: Partial<ShareOptions>) => Promise<boolean>
  /** Requests a host permission; must be called first in a click handler. */
  request: (pattern: string) => Promise<boolean>
  /** Whether the browser shows the toolbar button; undefined if it doesn't tell. */
  pinned: ReadonlySignal<boolean | undefined>
  /** The shortcut that shares a selection; empty if there is none. */
  shortcut: ReadonlySignal<string>
}

type Start = {
  /** Whether the person has chosen a server before. */
  chosen: boolean
  /** Whether Cachet may talk to the server that is chosen or offered. */
  allowed: boolean
  /** The region that the time zone suggests. */
  nearest: string
}

/** What the try ended with: the sample was selected, or something else was. */
type Tried = 'not yet' | 'sample' | 'other'

export const WelcomeModel = createModel((world: World, start: Start) => {
  const { kept, policy } = world.settings
  const sharing = computed(() => boundByPolicy(policy.value, kept.value.sharing))
  const chosen = signal(start.chosen)
  const refused = signal(!start.allowed)
  const saved = signal<'server' | 'mode' | undefined>(undefined)
  const tried = signal<Tried>('not yet')

  return {
    policy,
    sharing,
    failed: world.settings.failed,
    servers: computed(() =>
      serversUnder(policy.value, [...new Set([...regions.map(originOf), ...kept.value.servers])]),
    ),
    /** None until the person or a policy has chosen one. */
    server: computed(() =>
      chosen.value || policy.value.defaultServer !== undefined ? sharing.value.server : undefined,
    ),
    suggested: signal(start.nearest),
    /** Whether the browser refuses access to the server. */
    refused,
    /** What was just saved. */
    saved,
    tried,
    pinned: world.pinned,
    shortcut: world.shortcut,
    async chooseServer(server: string): Promise<void> {
      const asked = world.request(hostPattern(server)).catch(() => false)
      const stored = await world.choose({ server })
      if (stored) chosen.value = true
      saved.value = stored ? 'server' : undefined
      refused.value = !(await asked)
    },
    async chooseMode(mode: ShareOptions['mode']): Promise<void> {
      saved.value = (await world.choose({ mode })) ? 'mode' : undefined
    },
    /** Asks again for the server that the browser refused. */
    async allow(): Promise<void> {
      refused.value = !(await world.request(hostPattern(sharing.peek().server)).catch(() => false))
    },
    /** The person asked to share what is selected on this page: nothing was sent. */
    tryWith(selected: string) {
      tried.value = selected === sampleSecret ? 'sample' : 'other'
    },
  }
})
export type WelcomeModel = InstanceType<typeof WelcomeModel>

/** The text for the first try: one word in every language, and nobody's. */
export const sampleSecret = 'Blue-Harbour-47'
