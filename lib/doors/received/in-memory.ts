import * as z from 'zod/mini'
import { Place } from '../../rules/received'
import { Came } from '../api/came'
import { type Area, cell } from '../storage'
import { prefix, roomPrefix } from './list'

/** All that came, and where it was. */
const Held = z.object({ place: z.optional(Place), came: Came })
export type Held = z.infer<typeof Held>

/** Characters: more than a server of today keeps, written as JSON. */
const room = ' '.repeat(160_000)

/** Of a key in memory: whether it only keeps room. It stays while the lock is closed. */
export const isRoom = (key: string): boolean => key.startsWith(roomPrefix)

/** What was fetched, as it came, until the browser closes. */
export function createInMemory(session: Area) {
  const held = (id: string) => cell(session, prefix + id, Held)
  const roomFor = (id: string) => cell(session, roomPrefix + id, z.string())
  const drop = (id: string): Promise<void> => session.remove([prefix + id, roomPrefix + id])
  return {
    read: (id: string): Promise<Held | undefined> => held(id).read(),
    /** Into the room that was made for it. @throws Fault `notKept` */
    async write(id: string, value: Held): Promise<void> {
      await held(id)
        .write(value)
        .catch(async () => {
          await roomFor(id).clear()
          await held(id).write(value)
        })
      await roomFor(id).clear()
    },
    /** @throws Fault `notKept` when there is none */
    makeRoom: (id: string): Promise<void> => roomFor(id).write(room),
    clearRoom: (id: string): Promise<void> => roomFor(id).clear(),
    drop,
  }
}
