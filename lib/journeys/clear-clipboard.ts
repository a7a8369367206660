import { type Copied, type createCopied, isCopied } from '../doors/clipboard'

export type World = {
  copied: ReturnType<typeof createCopied>
  read: () => Promise<string | undefined>
  copy: (text: string) => Promise<boolean>
  now: () => number
  /** Wakes us at a time, in milliseconds. */
  wakeAt: (when: number) => Promise<void>
}

/** How long a revealed secret may stay on the clipboard, in milliseconds. */
export const staysFor = 60_000

/** Remembers what was copied by its digest alone, and comes back for it. */
export async function clearLater({ copied, now, wakeAt }: World, what: Copied): Promise<void> {
  await copied.write(what)
  await wakeAt(now() + staysFor)
}

/** Empties the clipboard if it still holds what was copied; what somebody copied since is left alone. */
export async function clearNow({ copied, read, copy }: World): Promise<void> {
  const what = await copied.read()
  await copied.clear()
  const held = await read()
  if (what && held !== undefined && (await isCopied(held, what))) await copy('')
}
