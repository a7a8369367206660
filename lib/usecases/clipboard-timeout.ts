import { type CopiedDigest, type createCopiedCell, isStillCopied } from '../adapters/clipboard-digest'
import { createKeyedMutex } from '../adapters/keyed-mutex'

export type ClipboardTimeoutWorld = {
  copied: ReturnType<typeof createCopiedCell>
  read: () => Promise<string | undefined>
  copy: (text: string) => Promise<boolean>
  now: () => number
  /** Wakes us at a time in milliseconds, or no more. */
  wakeAt: (when: number | undefined) => Promise<void>
}

/** How long a revealed secret may stay on the clipboard, in milliseconds. */
export const clipboardLifetime = 60_000

/** Empties the clipboard after a while. As long as there is something to empty, an alarm is set. */
export function createClipboardTimeout({ copied, read, copy, now, wakeAt }: ClipboardTimeoutWorld) {
  const turns = createKeyedMutex()
  const inTurn = (work: () => Promise<void>): Promise<void> => turns(['clipboard'], work)
  return {
    /** Remembers what was copied by its digest alone, and comes back for it. */
    start: (what: CopiedDigest): Promise<void> =>
      inTurn(async () => {
        await wakeAt(now() + clipboardLifetime)
        await copied.write(what)
      }),
    /** Empties the clipboard if it still holds what was copied; what somebody copied since is left alone. */
    end: (): Promise<void> =>
      inTurn(async () => {
        const what = await copied.read()
        if (!what) return
        // The alarm has rung and is gone: should we be stopped now, another worker tries again.
        await wakeAt(now() + clipboardLifetime)
        const held = await read()
        if (held !== undefined && (await isStillCopied(held, what))) await copy('')
        await copied.clear()
        await wakeAt(undefined)
      }),
  }
}
