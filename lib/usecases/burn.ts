import type { Api } from '../adapters/api/api'
import type { HistoryStore } from '../adapters/history-store'
import { inParallel } from '../domain/concurrency-limit'
import { Fault, faultOf, mayHaveReached } from '../domain/fault'
import { type EndState, type Entry, type EntryState, needsPassphraseToBurn } from '../domain/history-entry'
import { afterStatus, type StatusAnswered } from '../domain/receipt'

type World = {
  history: HistoryStore
  api: (origin: string) => Api
  now: () => number
}
export type BurnRequest = { id: string; passphrase?: string | undefined }

/**
 * Burns a secret. Returns how it ended: `burned`, or how it had ended before.
 * @throws Fault `gone` for an entry that is not in the history; `refused` when the server requires its
 * passphrase, or a different one; `handleLost`; and connection faults, after which it counts as still
 * waiting
 */
export async function burn(world: World, { id, passphrase }: BurnRequest): Promise<EndState> {
  const entry = await world.history.find(id)
  if (!entry) throw new Fault('gone')
  if (entry.state !== 'waiting') return entry.state
  if (needsPassphraseToBurn(entry) && !passphrase) throw new Fault('refused')
  return tryToBurn(world, entry, entry.sealed ? undefined : passphrase)
}

type BurnCount = { burned: number; left: number }

/** Burns all waiting secrets, except those whose passphrase the server would require. */
export async function burnAll(world: World): Promise<BurnCount> {
  const { burned, left } = await burnEach(world, await world.history.waiting(), undefined)
  return { burned, left }
}

/**
 * Burns all waiting links of a batch; `id` is the batch's. `ended`: the ids of those that nobody can read any
 * more, whatever became of them. @throws Fault as `burn` does, if none has ended
 */
export async function burnBatch(
  world: World,
  { id, passphrase }: BurnRequest,
): Promise<BurnCount & { ended: string[] }> {
  const waiting = (await world.history.waiting()).filter(({ batch }) => batch?.id === id)
  const { fault, ...count } = await burnEach(world, waiting, passphrase)
  if (count.ended.length === 0 && fault !== undefined) throw fault
  return count
}

async function burnEach(
  world: World,
  waiting: Entry[],
  passphrase: string | undefined,
): Promise<BurnCount & { ended: string[]; fault: unknown }> {
  let fault: unknown
  const ends = await inParallel(4, waiting, ({ id }) =>
    burn(world, { id, passphrase }).catch((error: unknown) => {
      fault ??= error
      return undefined
    }),
  )
  const ended = waiting.flatMap(({ id }, at) => (ends[at] ? [id] : []))
  const burned = ends.filter(end => end === 'burned').length
  return { burned, left: waiting.length - ended.length, ended, fault }
}

/** Records our intent first: if no answer comes and it is later found burned, it was us. */
async function tryToBurn(
  { history, api, now }: World,
  entry: Entry,
  passphrase: string | undefined,
): Promise<EndState> {
  const note = (alter: (entry: Entry) => Entry) => history.change(entry.id, alter)
  const server = api(entry.server)
  const metadataKey = await history.metadataKey(entry)
  await note(entry => ({ ...entry, burning: now() }))
  try {
    await server.burn(metadataKey, passphrase)
  } catch (error) {
    const { code } = faultOf(error)
    const state = code === 'gone' ? await hear() : 'waiting'
    if (state !== 'waiting') return state
    if (!mayHaveReached(code)) await note(entry => ({ ...entry, burning: undefined })).catch(() => {})
    throw meant(entry, error)
  }
  // Acceptance does not prove that it was burned. No fault from this check may imply that nothing was
  // burned.
  const state = await hear().catch((cause: unknown) => {
    throw new Fault('cutOff', { cause })
  })
  if (state === 'waiting') throw new Fault('garbled')
  return state

  async function hear(): Promise<EntryState> {
    const heard = await standing(server, metadataKey)
    const after = (entry: Entry) => ({ ...afterStatus(entry, heard, now()), news: false })
    // The result stands even if there is no room to record it: the next check finds it.
    return ((await note(after).catch(() => undefined)) ?? after(entry)).state
  }
}

const standing = (server: Api, metadataKey: string): Promise<StatusAnswered> =>
  server.receipt(metadataKey).then(
    receipt => ({ is: 'receipt', receipt }),
    (error: unknown) => {
      if (faultOf(error).code === 'gone') return { is: 'unknown' }
      throw error
    },
  )

/**
 * If a standard secret exists but can't be burned, its passphrase is missing or wrong; servers know none
 * for a sealed one.
 */
function meant({ sealed }: Entry, error: unknown): unknown {
  const { code, facts } = faultOf(error)
  if (sealed && code === 'refused') return new Fault('forbidden', { ...facts, cause: error })
  if (!sealed && code === 'gone') return new Fault('refused', { cause: error })
  return error
}
