import { type Copied, type createCopied, isCopied } from '../doors/clipboard'
import { createKeyedMutex } from '../doors/keyed-mutex'

export type World = {
  copied: ReturnType<typeof createCopied>
  read: () => Promise<string | undefined>
  copy: (text: string) => Promise<boolean>
  now: () => number
  /** Wakes us at a time in milliseconds, or no more. */
  wakeAt: (when: number | undefined) => Promise<void>
}

/** How long a revealed secret may stay on the clipboard, in milliseconds. */
export const staysFor = 60_000

/** Empties the clipboard after a while. As long as there is something to empty, an alarm is set. */
export function createClipboardTimeout({ copied, read, copy, now, wakeAt }: World) {
  const turns = createKeyedMutex()
  const inTurn = (work: () => Promise<void>): Promise<void> => turns(['clipboard'], work)
  return {
    /** Remembers what was copied by its digest alone, and comes back for it. */
    start: (what: Copied): Promise<void> =>
      inTurn(async () => {
        await wakeAt(now() + staysFor)
        await copied.write(what)
      }),
    /** Empties the clipboard if it still holds what was copied; what somebody copied since is left alone. */
    end: (): Promise<void> =>
      inTurn(async () => {
        const what = await copied.read()
        if (!what) return
        // The alarm has rung and is gone: should we be stopped now, another worker tries again.
        await wakeAt(now() + staysFor)
        const held = await read()
        if (held !== undefined && (await isCopied(held, what))) await copy('')
        await copied.clear()
        await wakeAt(undefined)
      }),
  }
}
