import { type CopiedDigest, type createCopiedCell, isStillCopied } from '../adapters/clipboard-digest'
import { createKeyedMutex } from '../adapters/keyed-mutex'

export type ClipboardTimeoutWorld = {
  copied: ReturnType<typeof createCopiedCell>
  read: () => Promise<string | undefined>
  copy: (text: string) => Promise<boolean>
  now: () => number
  /** Sets the alarm for a time in milliseconds, or clears it. */
  wakeAt: (when: number | undefined) => Promise<void>
}

/** How long a revealed secret may stay on the clipboard, in milliseconds. */
export const clipboardLifetime = 60_000

/** Clears the clipboard after a while. The alarm stays set as long as there is something to clear. */
export function createClipboardTimeout({ copied, read, copy, now, wakeAt }: ClipboardTimeoutWorld) {
  const turns = createKeyedMutex()
  const inTurn = (work: () => Promise<void>): Promise<void> => turns(['clipboard'], work)
  return {
    /** Remembers only the digest of what was copied, and sets the alarm. */
    start: (what: CopiedDigest): Promise<void> =>
      inTurn(async () => {
        await wakeAt(now() + clipboardLifetime)
        await copied.write(what)
      }),
    /** Clears the clipboard if it still holds what was copied; anything copied since is left alone. */
    end: (): Promise<void> =>
      inTurn(async () => {
        const what = await copied.read()
        if (!what) return
        // The alarm has fired and is gone, so set another in case the worker is stopped now.
        await wakeAt(now() + clipboardLifetime)
        const held = await read()
        if (held !== undefined && (await isStillCopied(held, what))) await copy('')
        await copied.clear()
        await wakeAt(undefined)
      }),
  }
}
