import { ComposerModel, type ComposerWorld, type PassingChoice } from '../../components/composer/model'
import { createDraftStore } from '../../lib/adapters/draft-store'
import type { Call, MessageAsk, MessageName } from '../../lib/adapters/messages'
import { defaultSettings, type Settings } from '../../lib/adapters/settings-store'
import type { KnownAccount } from '../../lib/domain/account'
import type { ComposerState } from '../../lib/domain/composer-state'
import type { KnownPolicy } from '../../lib/domain/policy'
import type { ShareOutcome } from '../../lib/domain/share-outcome'
import { memoryArea } from './area'

export const done: Extract<ShareOutcome, { at: 'shared' }> = {
  at: 'shared',
  copied: 'yes',
  until: 1,
  shared: {
    id: '2c7f0a3e-6a3f-4d0e-9a57-0d5c6b1c7f10',
    link: 'https://eu.onetimesecret.com/secret/s#c1.k.c',
    server: 'https://eu.onetimesecret.com',
    sealed: true,
    passphrase: false,
    expires: 1,
    remembered: true,
  },
}

/** A popup's page with a composer on it, or several in turn, and what they said to the world around them. */
export function composerPage() {
  const door = createDraftStore(memoryArea())
  const asked: [MessageName, unknown][] = []
  const kept: ComposerState[] = []
  const remembered: PassingChoice[] = []
  const patterns: string[] = []
  /** As the background does it: what is shared leaves what is kept, and then the answer comes. */
  const share = async () => {
    await door.finish(kept.at(-1)?.draft ?? { text: 'typed', note: '' }, defaultSettings('eu').sharing)
    return done
  }
  const answers: Partial<Record<MessageName, () => unknown>> = { share, generate: share }
  const state = {
    forgotten: 0,
    /** What a person says to a prompt. */
    granted: true,
    /** What the browser says when it is asked without a person. */
    allowed: false,
    accounts: [] as readonly KnownAccount[],
  }
  const world: ComposerWorld = {
    call: (async <N extends MessageName>(name: N, ask: MessageAsk<N>) => {
      asked.push([name, ask])
      return answers[name]?.()
    }) as Call,
    keep: (composing, seen) => {
      kept.push(composing)
      return door.keep(composing, seen)
    },
    recall: door.read,
    remember: chosen => {
      remembered.push(chosen)
    },
    forget: () => {
      state.forgotten++
    },
    request: async pattern => {
      patterns.push(pattern)
      return state.granted
    },
    allowed: async () => state.allowed,
    openAccounts: () => {},
    now: () => 1_000_000,
    inventPassphrase: async () => 'glue-noble',
    openGenerator: async () => {},
  }
  const composer = (
    outcome?: ShareOutcome,
    composing?: ComposerState,
    patch: Partial<Settings> = {},
    rules: KnownPolicy = {},
  ): ComposerModel =>
    new ComposerModel(world, {
      rules,
      settings: { ...defaultSettings('eu'), ...patch },
      composing,
      outcome,
      accounts: state.accounts,
    })
  /** `kept`: every draft that was to be kept; `patterns`: what a person was asked for. */
  return Object.assign(state, { door, asked, kept, remembered, patterns, answers, world, composer })
}
