import { Fault, mayHaveReached } from '../../domain/fault'
import type { KeptIn, ReceivedSecret, SecretLocation } from '../../domain/received-secret'
import { jsonIn, textAt } from '../api/request'
import { meaningOf, receivedOf, type SecretAnswer } from '../api/secret-answer'

/** What is used of the browser's `sessionStorage`. All of it may throw. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Reaches the other tabs of this origin, and not this one. */
export type TabChannel = { post(message: unknown): void; listen(hear: (message: unknown) => void): void }

type World = {
  /** Absent where the browser refuses it. */
  storage: TabStorage | undefined
  channel: TabChannel | undefined
  later: (run: () => void, ms: number) => () => void
  now: () => number
}

type Fetched = { place: SecretLocation; came: SecretAnswer }

const prefix = 'cachet:'
const attemptOf = (id: string) => `${prefix}attempt:${id}`
const roomKey = `${prefix}room`
/** In characters: more than a server stores, written as JSON. */
const room = ' '.repeat(160_000)
/** Milliseconds in which other tabs answer; one that sleeps does not. */
const answerTime = 300

/**
 * What the opener page has fetched from the server it is on, until its tab is closed. An answer is stored as it came,
 * under the digest of its location. What opens it is never stored; a text that is not sealed, and what finds no
 * room, is in this page's memory only.
 */
export function createTabStore({ storage, channel, later, now }: World) {
  const onPage = new Map<string, Fetched>()
  const waiting = new Map<string, (found: Fetched | undefined) => void>()
  let onForgotten: (id: string) => void = () => {}
  /** Whether there was room when it was last asked about. */
  let promised = true

  function attempt<T>(act: (storage: TabStorage) => T): T | undefined {
    try {
      return storage && act(storage)
    } catch {
      return undefined
    }
  }
  const write = (key: string, value: string) => attempt(tab => tab.setItem(key, value) === undefined) === true
  const read = (key: string) => attempt(tab => tab.getItem(key)) ?? undefined
  const drop = (key: string) => attempt(tab => tab.removeItem(key))

  function held(id: string): ReceivedSecret | undefined {
    const [page, tab] = [onPage.get(id), fetchedIn(read(prefix + id))]
    if (page) return receivedOf(id, page, 'page')
    return tab && receivedOf(id, tab, 'memory')
  }

  /** Asks the other tabs, and keeps what one of them has here, too. */
  async function fromOtherTab(id: string): Promise<void> {
    if (!channel) return
    const found = await new Promise<Fetched | undefined>(resolve => {
      waiting.set(id, resolve)
      later(() => resolve(undefined), answerTime)
      channel.post({ ask: id })
    })
    waiting.delete(id)
    if (found) keep(id, found, undefined)
  }

  function forget(id: string): void {
    onPage.delete(id)
    drop(prefix + id)
    drop(attemptOf(id))
  }

  function keep(id: string, { place, came }: Fetched, earlier: number | undefined): KeptIn {
    drop(roomKey)
    const meaning = meaningOf(came, place.secretKey)
    const readable = meaning.is === 'sealed' || meaning.is === 'text'
    const known = meaning.is === 'nothing' ? !mayHaveReached(meaning.fault.code) : readable
    if (known) setAttempt(id, meaning.is === 'nothing' ? earlier : undefined)
    if (meaning.is === 'nothing') return 'page'
    // An answer that can be read is never replaced by one that cannot.
    const before = held(id)
    if (before && !readable) return before.kept
    if (meaning.is !== 'text' && write(prefix + id, JSON.stringify({ place, came }))) return 'memory'
    onPage.set(id, { place, came })
    return 'page'
  }

  function setAttempt(id: string, when: number | undefined): void {
    if (when === undefined) drop(attemptOf(id))
    else write(attemptOf(id), String(when))
  }

  channel?.listen(message => {
    const [asked, forgotten, had] = ['ask', 'forget', 'have'].map(name => textAt(message, name))
    if (asked !== undefined) {
      const found =
        held(asked)?.what.is === 'text' ? undefined : (onPage.get(asked) ?? fetchedIn(read(prefix + asked)))
      if (found) channel.post({ have: asked, found: JSON.stringify(found) })
    }
    if (forgotten !== undefined) {
      forget(forgotten)
      onForgotten(forgotten)
    }
    if (had !== undefined) waiting.get(had)?.(fetchedIn(textAt(message, 'found')))
  })

  return {
    /** What this browser has of a secret, in whatever tab of this origin. */
    async find(id: string): Promise<ReceivedSecret | undefined> {
      if (!held(id)) await fromOtherTab(id)
      return held(id)
    },
    /** What this tab fetched last. */
    latest(): ReceivedSecret | undefined {
      const keys = attempt(tab => Array.from({ length: tab.length }, (_, at) => tab.key(at) ?? '')) ?? []
      const all = keys.flatMap(key => (key.startsWith(prefix) ? (held(key.slice(prefix.length)) ?? []) : []))
      return all.sort((one, other) => other.at - one.at)[0]
    },
    /** Whether what is fetched now would be there after a reload. */
    hasRoom(): boolean {
      promised = write(roomKey, room)
      drop(roomKey)
      return promised
    },
    /**
     * Call before requesting a secret: reserves room for it and records the attempt.
     * @returns when it was first requested before without learning the result, in milliseconds
     * @throws Fault `noRoom` if the room that there was is gone: don't make the request before the person knows
     */
    async expect(id: string): Promise<number | undefined> {
      if (promised && !write(roomKey, room)) {
        promised = false
        throw new Fault('noRoom')
      }
      const earlier = Number(read(attemptOf(id))) || undefined
      setAttempt(id, earlier ?? now())
      return earlier
    },
    /** No answer started. `untouched`: it is certain that no request was made. */
    expectNothing(
      id: string,
      { untouched, earlier }: { untouched: boolean; earlier: number | undefined },
    ): void {
      drop(roomKey)
      if (untouched) setAttempt(id, earlier)
    },
    /** Stores an answer before it is processed. @returns where; `page` also if it holds no secret */
    keep,
    /** Here and in the other tabs. */
    forget(id: string): void {
      forget(id)
      channel?.post({ forget: id })
    },
    /** Called when another tab was told to forget a secret. */
    whenForgotten(run: (id: string) => void): void {
      onForgotten = run
    },
  }
}

/** What was stored, or sent by another tab; `undefined` if it has not our shape. */
function fetchedIn(text: string | undefined): Fetched | undefined {
  const { place, came } = Object(text === undefined ? undefined : jsonIn(text))
  const [origin, secretKey] = [textAt(place, 'origin'), textAt(place, 'secretKey')]
  const body = textAt(came, 'body')
  if (origin === undefined || secretKey === undefined || body === undefined) return undefined
  const { at, status, binary, whole } = came
  // A time that no date has would break the page that shows it.
  if (![at, status].every(one => Number.isInteger(one) && one >= 0 && one <= 8.64e15)) return undefined
  const intended = textAt(came, 'intended') ?? null
  return {
    place: { origin, secretKey },
    came: { at, status, intended, body, binary: binary === true, whole: whole === true },
  }
}
