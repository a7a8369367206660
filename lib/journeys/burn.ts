import type { Api } from '../doors/api/api'
import type { History } from '../doors/history'
import type { Inquiry } from '../doors/inquiry'
import { type Entry, isWaiting, needsPassphraseToBurn, type State, settle } from '../rules/entry'
import { Fault, faultOf, faults } from '../rules/fault'
import { inParallel } from '../rules/in-parallel'
import { afterHearing } from '../rules/receipt'

export type World = {
  history: History
  api: (origin: string) => Api
  inquiry: () => Inquiry
  now: () => number
}
export type Wanted = { id: string; passphrase?: string | undefined }

/**
 * Burns a secret. The answer is how it stands now: `burned`, or how it had ended before.
 * @throws Fault `gone` for an entry that is not in the history; `refused` when the server wants its passphrase, or
 * another one; and what the way to the server said: then it waits, as far as we know
 */
export async function burn(world: World, { id, passphrase }: Wanted): Promise<State> {
  const entry = await world.history.find(id)
  if (!entry) throw new Fault('gone')
  if (!isWaiting(entry)) return entry.state
  if (needsPassphraseToBurn(entry) && !passphrase) throw new Fault('refused')
  const end = await tryToBurn(world, entry, entry.sealed ? undefined : passphrase)
  if (!end || isWaiting(end)) throw new Fault('refused')
  return end.state
}

/** Burns all that wait, but for those whose passphrase the server would want. */
export async function burnAll(world: World): Promise<{ burned: number; left: number }> {
  const waiting = await world.history.waiting()
  const open = waiting.filter(entry => !needsPassphraseToBurn(entry))
  const states = await inParallel(4, open, ({ id }) => burn(world, { id }).catch((): State => 'waiting'))
  const count = (wanted: State) => states.filter(state => state === wanted).length
  return { burned: count('burned'), left: waiting.length - open.length + count('waiting') }
}

/** That we want it is written down first: if no answer comes, and it is found burned later, nobody else did it. */
async function tryToBurn(
  { history, api, inquiry, now }: World,
  entry: Entry,
  passphrase: string | undefined,
): Promise<Entry | undefined> {
  const note = (alter: (entry: Entry) => Entry) => history.change(entry.id, alter)
  const metadataKey = await history.metadataKey(entry)
  await note(entry => ({ ...entry, burning: now() }))
  return api(entry.server)
    .burn(metadataKey, passphrase)
    .then(
      () => note(entry => settle(entry, 'burned', now(), false)),
      async (error: unknown) => {
        const { code } = faultOf(error)
        if (code === 'gone') {
          const heard = await inquiry().ask(entry)
          return note(entry => ({ ...afterHearing(entry, heard, now()), news: false }))
        }
        if (faults[code] === 'no') await note(entry => ({ ...entry, burning: undefined }))
        throw error
      },
    )
}
