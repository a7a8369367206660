import * as z from 'zod/mini'
import { CorruptStorageReport } from '../domain/damage-report'
import { Draft } from '../domain/draft'
import { Fault, failureOf } from '../domain/fault'
import { GeneratorOptions } from '../domain/generator-options'
import { EndState } from '../domain/history-entry'
import { KeptIn, ReceivedSecret, RevealResult, SecretLocation } from '../domain/received-secret'
import { CapturedText } from '../domain/selection'
import { Failure, ShareOutcome } from '../domain/share-outcome'
import { AccountChange, AccountName, AccountToken, AccountUser } from './account-store'
import { SecretAnswer } from './api/secret-answer'
import { CopiedDigest } from './clipboard-digest'
import { ReaderRequest } from './secret-reader'

const One = z.strictObject({ id: z.uuid() })
const At = z.strictObject({ origin: z.url() })
const BurnCount = z.strictObject({ burned: z.int(), left: z.int() })

/**
 * Everything our own pages may request from the background, with the replies. No other messages are
 * accepted.
 */
const contract = {
  /** Share the composer's draft. Replies when done; the outcome is stored for later requests. */
  share: { ask: Draft, reply: ShareOutcome },
  /** Make the missing links of the batch that has stopped, of the same draft. */
  shareRest: { ask: Draft, reply: ShareOutcome },
  /**
   * Have the server generate a standard secret of this length, with the draft's options. The draft's text
   * is not used.
   */
  generate: {
    ask: z.strictObject({ draft: Draft, length: GeneratorOptions.shape.length }),
    reply: ShareOutcome,
  },
  /** The state of the last share, after checking whether the worker was stopped. */
  outcome: { ask: z.undefined(), reply: z.optional(ShareOutcome) },
  /** The user has seen the outcome and wants to write another secret. */
  dismiss: { ask: z.undefined(), reply: z.void() },
  /** The user has copied a recent link, or the value that the server generated. */
  copied: { ask: z.extend(One, { what: z.enum(['link', 'value']) }), reply: z.void() },
  /** The link of this secret is no longer needed. */
  forgetLink: { ask: One, reply: z.void() },
  /** Another page asks for a permission: drop what the popup was going to do once it was granted. */
  forgetAsking: { ask: z.undefined(), reply: z.void() },
  /** Read a selection again, exactly, now that its frame may be read. */
  recapture: {
    ask: z.strictObject({ tabId: z.int(), frameId: z.int() }),
    reply: z.optional(CapturedText),
  },
  /** Check that a Onetime Secret server answers at this origin, and offer it from now on. */
  addServer: { ask: At, reply: z.void() },
  /** Check that a server is reachable and speaks our API. */
  checkServer: { ask: At, reply: z.void() },
  /** How many of our secrets are still on a server. */
  serverUse: { ask: At, reply: z.strictObject({ waiting: z.int() }) },
  /**
   * Remove a server that was added, and its permission. Faults `serverIsDefault`, `serverHasAccounts`: it
   * is still in use, and nothing was changed.
   */
  removeServer: { ask: At, reply: z.void() },
  /**
   * Store an account, once its server has accepted it. Fault `unauthorised`: it does not. A token is only
   * ever sent this way, never back.
   */
  addAccount: {
    ask: z.strictObject({ name: AccountName, server: z.url(), user: AccountUser, token: AccountToken }),
    reply: One,
  },
  changeAccount: { ask: z.extend(AccountChange, { id: z.uuid() }), reply: z.void() },
  /** Replace the token, once the server has accepted the new one; until then the old one stays. */
  replaceToken: { ask: z.extend(One, { token: AccountToken }), reply: z.void() },
  /** Check that the server still accepts an account. */
  testAccount: { ask: One, reply: z.void() },
  /** Remove an account and its token. What was shared with it stays in the history. */
  removeAccount: { ask: One, reply: z.void() },
  /** Take over the secret that this tab was opened to reveal. Replies with its token from now on. */
  claim: { ask: z.strictObject({ token: z.string() }), reply: z.optional(z.string()) },
  /** Open the page that reveals secrets, with a link as it arrived. */
  openLink: { ask: z.strictObject({ text: z.string() }), reply: z.void() },
  /**
   * Reveal a secret, at the user's request; this works only once. If it is stored here already, the server
   * is not asked.
   */
  reveal: { ask: z.extend(SecretLocation, { passphrase: z.optional(z.string()) }), reply: RevealResult },
  /**
   * The result of a reveal, for a page that got no reply because the worker was stopped. Makes no request
   * to the server.
   */
  revealEnd: { ask: SecretLocation, reply: RevealResult },
  /** What was fetched from there before; `undefined` if this browser has nothing of it. */
  received: {
    ask: z.union([SecretLocation, z.strictObject({ id: z.string() })]),
    reply: z.optional(ReceivedSecret),
  },
  /** The offscreen page has read a secret, which must be stored. */
  keepReceived: { ask: z.strictObject({ wanted: ReaderRequest, came: SecretAnswer }), reply: KeptIn },
  /** Store what a server's own page showed, which the server no longer has. */
  keepShown: { ask: z.strictObject({ token: z.string() }), reply: z.optional(ReceivedSecret) },
  /** Delete what was fetched, which may be the only copy. */
  forgetReceived: { ask: z.strictObject({ id: z.string() }), reply: z.void() },
  /** Clear the clipboard in a minute, if its content still has this digest then. */
  clearClipboard: { ask: CopiedDigest, reply: z.void() },
  /** Check with the servers now every secret whose next check is due. */
  check: { ask: z.undefined(), reply: z.void() },
  /** The user has seen the history: nothing in it is news any more. */
  seen: { ask: z.undefined(), reply: z.void() },
  /**
   * Burn a secret, without confirmation. Replies with how it ended: `burned`, or what had happened to it
   * before. Fault `refused`: the server requires its passphrase, or a different one.
   */
  burn: {
    ask: z.extend(One, { passphrase: z.optional(z.string()) }),
    reply: z.strictObject({ state: EndState }),
  },
  /** Burn all waiting secrets that can be burned without a passphrase. `left`: how many are still waiting. */
  burnAll: { ask: z.undefined(), reply: BurnCount },
  /**
   * Burn all waiting links of a batch. `passphrase`: of standard secrets; it is the same for all. `ended`:
   * the secrets that nobody can read any more. A fault if there are none.
   */
  burnBatch: {
    ask: z.extend(One, { passphrase: z.optional(z.string()) }),
    reply: z.extend(BurnCount, { ended: z.array(z.uuid()) }),
  },
  rename: { ask: z.extend(One, { label: z.string().check(z.maxLength(200)) }), reply: z.void() },
  /** Remove an entry from the history. The secret itself is not affected. */
  forget: { ask: One, reply: z.void() },
  /** Remove every entry whose secret has ended. */
  forgetSettled: { ask: z.undefined(), reply: z.void() },
  /**
   * Delete everything stored here: history, settings, keys, drafts. `left`: a secret was being sent at the
   * time, and has arrived or may have.
   */
  eraseAll: { ask: z.undefined(), reply: z.strictObject({ left: z.boolean() }) },
  /** Add what a backup contains and is missing here. The user has already confirmed it. */
  restore: { ask: z.strictObject({ text: z.string() }), reply: z.void() },
  /** The server's own page about a secret, for its sender. */
  metadataPage: { ask: One, reply: z.strictObject({ address: z.url() }) },
  /** The history as the text of a file, without any key. */
  exportHistory: {
    ask: z.strictObject({ as: z.enum(['json', 'csv']) }),
    reply: z.strictObject({ text: z.string() }),
  },
  /** Data on disk that is unreadable; `undefined` if there is none. */
  lookForDamage: { ask: z.undefined(), reply: z.optional(CorruptStorageReport) },
  /** Remove unreadable data. */
  clearDamage: { ask: z.undefined(), reply: z.void() },
  /**
   * The lock's state. By the time of the reply, everything that must not be readable while locked is
   * encrypted.
   */
  lockState: { ask: z.undefined(), reply: z.strictObject({ state: z.enum(['off', 'locked', 'unlocked']) }) },
  /**
   * Faults `wrongPassphrase` and `lockWait`. What was encrypted while locked is available again before the
   * reply.
   */
  unlock: { ask: z.strictObject({ passphrase: z.string() }), reply: z.void() },
  /** Locks now, if a lock is set up. */
  lockNow: { ask: z.undefined(), reply: z.void() },
  /** Fault `lockTooShort`. */
  setLock: { ask: z.strictObject({ passphrase: z.string() }), reply: z.void() },
  /** Faults `wrongPassphrase`, `lockWait` and `lockTooShort`. */
  changeLock: { ask: z.strictObject({ passphrase: z.string(), next: z.string() }), reply: z.void() },
  /** Faults `wrongPassphrase` and `lockWait`. */
  removeLock: { ask: z.strictObject({ passphrase: z.string() }), reply: z.void() },
} as const

type Contract = typeof contract
export type MessageName = keyof Contract
export type MessageAsk<N extends MessageName> = z.infer<Contract[N]['ask']>
export type MessageReply<N extends MessageName> = z.infer<Contract[N]['reply']>
/** `tabId`: the requesting tab; `undefined` for the popup. */
export type MessageHandlers = {
  [N in MessageName]: (ask: MessageAsk<N>, tabId?: number) => Promise<MessageReply<N>>
}
export type Call = <N extends MessageName>(name: N, ask: MessageAsk<N>) => Promise<MessageReply<N>>

/** The names of all messages. */
export const messageNames = (): MessageName[] => Object.keys(contract).filter(isName)
const isName = (name: unknown): name is MessageName =>
  typeof name === 'string' && Object.hasOwn(contract, name)
const Question = z.object({ to: z.literal('background'), name: z.unknown(), ask: z.optional(z.unknown()) })
const Answer = z.union([z.object({ failure: Failure }), z.object({ reply: z.optional(z.unknown()) })])
export type MessageAnswer = z.infer<typeof Answer>

/** Whether a message is for the background at all: the offscreen page receives the same messages. */
export const isQuestion = (raw: unknown): boolean => Question.safeParse(raw).success

/**
 * Answers every message, even a malformed one, and never throws. `permit` rejects messages that may not be
 * answered now.
 */
export function answer(
  handlers: MessageHandlers,
  permit: (name: MessageName) => Promise<void> = async () => {},
) {
  return async (raw: unknown, tabId?: number): Promise<MessageAnswer> => {
    try {
      const { data } = Question.safeParse(raw)
      if (!isName(data?.name)) throw new Fault('malformed')
      await permit(data.name)
      return { reply: await handle(handlers, data.name, data.ask, tabId) }
    } catch (error) {
      return { failure: failureOf(error) }
    }
  }
}

function handle<N extends MessageName>(
  handlers: MessageHandlers,
  name: N,
  ask: unknown,
  tabId: number | undefined,
): Promise<MessageReply<N>> {
  const parsed = contract[name].ask.safeParse(ask)
  if (!parsed.success) throw new Fault('malformed')
  // The compiler can't see that the shape and the handler of one name belong together.
  return handlers[name](parsed.data as MessageAsk<N>, tabId)
}

/**
 * The client side: `send` is the browser's channel to the background. Rejects with the Fault in the answer.
 */
export function caller(send: (message: unknown) => Promise<unknown>): Call {
  return async (name, ask) => {
    const answered = Answer.parse(await send({ to: 'background', name, ask }))
    if ('failure' in answered) throw new Fault(answered.failure.code, answered.failure)
    return contract[name].reply.parse(answered.reply) as MessageReply<typeof name>
  }
}
