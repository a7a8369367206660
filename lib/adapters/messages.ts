import * as z from 'zod/mini'
import { CorruptStorageReport } from '../domain/damage-report'
import { Draft } from '../domain/draft'
import { Fault } from '../domain/fault'
import { GeneratorOptions } from '../domain/generator-options'
import { EndState } from '../domain/history-entry'
import { KeptIn, ReceivedSecret, RevealResult, SecretLocation } from '../domain/received-secret'
import { CapturedText } from '../domain/selection'
import { Failure, failureOf, ShareOutcome } from '../domain/share-outcome'
import { AccountChange, AccountName, AccountToken, AccountUser } from './account-store'
import { SecretAnswer } from './api/secret-answer'
import { CopiedDigest } from './clipboard-digest'
import { ReaderRequest } from './secret-reader'

const One = z.strictObject({ id: z.uuid() })
const At = z.strictObject({ origin: z.url() })

/** Everything our own pages may ask of the background, and what they hear back. Nobody else is heard. */
const contract = {
  /** Share what is in the composer. The answer comes when it is done; it is kept for who asks later. */
  share: { ask: Draft, reply: ShareOutcome },
  /**
   * Have the server make up a standard secret of so many characters, kept as the draft says. What is written in
   * the draft has no part in it.
   */
  generate: {
    ask: z.strictObject({ draft: Draft, length: GeneratorOptions.shape.length }),
    reply: ShareOutcome,
  },
  /** How the last share stands, after a stopped worker has been noticed. */
  outcome: { ask: z.undefined(), reply: z.optional(ShareOutcome) },
  /** The person has seen the outcome and wants to write another. */
  dismiss: { ask: z.undefined(), reply: z.void() },
  /** The person has copied a link that is kept, or what the server made up. */
  copied: { ask: z.extend(One, { what: z.enum(['link', 'value']) }), reply: z.void() },
  /** The link of this secret is needed no more. */
  forgetLink: { ask: One, reply: z.void() },
  /** Another page asks for a permission: what the popup was to do once allowed is forgotten. */
  forgetAsking: { ask: z.undefined(), reply: z.void() },
  /** Read a selection again, exactly, now that its frame may be read. */
  recapture: {
    ask: z.strictObject({ tabId: z.int(), frameId: z.int() }),
    reply: z.optional(CapturedText),
  },
  /** Check that a Onetime Secret server answers at this origin, and offer it from now on. */
  addServer: { ask: At, reply: z.void() },
  /** Ask a server whether it is there and speaks our language. */
  checkServer: { ask: At, reply: z.void() },
  /** What of ours is still on a server. */
  serverUse: { ask: At, reply: z.strictObject({ waiting: z.int() }) },
  /**
   * Forget a server that was added, and give back its permission. Faults `serverIsDefault`, `serverHasAccounts`:
   * something of the person's still leads there, and nothing was changed.
   */
  removeServer: { ask: At, reply: z.void() },
  /**
   * Keep an account, once its server has accepted it. Fault `unauthorised`: it does not. A token comes this way and
   * never goes the other.
   */
  addAccount: {
    ask: z.strictObject({ name: AccountName, server: z.url(), user: AccountUser, token: AccountToken }),
    reply: One,
  },
  changeAccount: { ask: z.extend(AccountChange, { id: z.uuid() }), reply: z.void() },
  /** Put a new token in the old one's place, once the server has accepted it; until then the old one stays. */
  replaceToken: { ask: z.extend(One, { token: AccountToken }), reply: z.void() },
  /** Ask the server whether it still accepts an account. */
  testAccount: { ask: One, reply: z.void() },
  /** Forget an account and its token. What was shared with it stays in the history. */
  removeAccount: { ask: One, reply: z.void() },
  /** Take over a secret that this tab was sent to read. The answer is its token from now on. */
  claim: { ask: z.strictObject({ token: z.string() }), reply: z.optional(z.string()) },
  /** Open the page where a secret is read, with a link as it came. */
  openLink: { ask: z.strictObject({ text: z.string() }), reply: z.void() },
  /** The one reading of a secret, by a person's press. What is kept here already is answered without the server. */
  reveal: { ask: z.extend(SecretLocation, { passphrase: z.optional(z.string()) }), reply: RevealResult },
  /** How a reading ended, for a page that heard no answer since the worker was stopped. Asks for nothing. */
  revealEnd: { ask: SecretLocation, reply: RevealResult },
  /** What was fetched from there before; none when this browser has nothing of it. */
  received: {
    ask: z.union([SecretLocation, z.strictObject({ id: z.string() })]),
    reply: z.optional(ReceivedSecret),
  },
  /** The hidden page has read a secret: it is to be kept. */
  keepReceived: { ask: z.strictObject({ wanted: ReaderRequest, came: SecretAnswer }), reply: KeptIn },
  /** Keep what a server's own page showed, which that server has no longer. */
  keepShown: { ask: z.strictObject({ token: z.string() }), reply: z.optional(ReceivedSecret) },
  /** Forget what was fetched: nobody has it then. */
  forgetReceived: { ask: z.strictObject({ id: z.string() }), reply: z.void() },
  /** Empty the clipboard in a minute, if it still holds what has this digest then. */
  clearClipboard: { ask: CopiedDigest, reply: z.void() },
  /** Ask the servers, now, about every secret whose next check is due. */
  check: { ask: z.undefined(), reply: z.void() },
  /** The person has seen the history: nothing in it is news any more. */
  seen: { ask: z.undefined(), reply: z.void() },
  /**
   * Burn a secret, without asking again. The answer is how it ended: `burned`, or what had become of it before.
   * Fault `refused`: the server wants its passphrase, or another one.
   */
  burn: {
    ask: z.extend(One, { passphrase: z.optional(z.string()) }),
    reply: z.strictObject({ state: EndState }),
  },
  /** Burn all that wait and need no passphrase for it. `left`: how many still wait. */
  burnAll: { ask: z.undefined(), reply: z.strictObject({ burned: z.int(), left: z.int() }) },
  rename: { ask: z.extend(One, { label: z.string().check(z.maxLength(200)) }), reply: z.void() },
  /** Forget an entry of the history. The secret itself stays where it is. */
  forget: { ask: One, reply: z.void() },
  /** Forget every entry whose secret waits no longer. */
  forgetSettled: { ask: z.undefined(), reply: z.void() },
  /**
   * Forget everything that was ever kept here: history, settings, keys, drafts. `left`: a secret was on its way then,
   * and has arrived, or may have.
   */
  eraseAll: { ask: z.undefined(), reply: z.strictObject({ left: z.boolean() }) },
  /** Takes what a backup holds and is not here yet. What it asks of the person was asked before. */
  restore: { ask: z.strictObject({ text: z.string() }), reply: z.void() },
  /** The server's own page about a secret, for its sender. */
  metadataPage: { ask: One, reply: z.strictObject({ address: z.url() }) },
  /** The history as a file's text, without any key. */
  exportHistory: {
    ask: z.strictObject({ as: z.enum(['json', 'csv']) }),
    reply: z.strictObject({ text: z.string() }),
  },
  /** What lies on the disk and cannot be read; none when all can. */
  lookForDamage: { ask: z.undefined(), reply: z.optional(CorruptStorageReport) },
  /** Remove what cannot be read. */
  clearDamage: { ask: z.undefined(), reply: z.void() },
  /** How the lock stands. By the time of the answer, all that must not be readable while it is closed is put away. */
  lockState: { ask: z.undefined(), reply: z.strictObject({ state: z.enum(['off', 'locked', 'unlocked']) }) },
  /** Faults `wrongPassphrase` and `lockWait`. What was put away is back when it is answered. */
  unlock: { ask: z.strictObject({ passphrase: z.string() }), reply: z.void() },
  /** Closes the lock now, if there is one. */
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
/** `tabId`: the tab that asks, none for the popup. */
export type MessageHandlers = {
  [N in MessageName]: (ask: MessageAsk<N>, tabId?: number) => Promise<MessageReply<N>>
}
export type Call = <N extends MessageName>(name: N, ask: MessageAsk<N>) => Promise<MessageReply<N>>

/** Of every message. */
export const messageNames = (): MessageName[] => Object.keys(contract).filter(isName)
const isName = (name: unknown): name is MessageName =>
  typeof name === 'string' && Object.hasOwn(contract, name)
const Question = z.object({ to: z.literal('background'), name: z.unknown(), ask: z.optional(z.unknown()) })
const Answer = z.union([z.object({ failure: Failure }), z.object({ reply: z.optional(z.unknown()) })])
export type MessageAnswer = z.infer<typeof Answer>

/** Whether a message is meant for the background at all: the clipboard's page hears the same ones. */
export const isQuestion = (raw: unknown): boolean => Question.safeParse(raw).success

/** Answers every message, also a malformed one, and never throws. `permit` rejects what is not to be answered now. */
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

/** The other end: `send` is the browser's way to the background. Rejects with the Fault that was answered. */
export function caller(send: (message: unknown) => Promise<unknown>): Call {
  return async (name, ask) => {
    const answered = Answer.parse(await send({ to: 'background', name, ask }))
    if ('failure' in answered) throw new Fault(answered.failure.code, answered.failure)
    return contract[name].reply.parse(answered.reply) as MessageReply<typeof name>
  }
}
