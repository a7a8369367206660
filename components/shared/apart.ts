import { type Signal, signal } from '@preact/signals'
import { keyPart, withoutKey } from '../../lib/rules/link'
import type { Copied } from '../copied'

/** Which half is to be copied next. A half that was not copied is not passed over. */
export type Apart = { at: 'link' | 'key' | 'done'; failed: boolean }

/** The link by one way, its key by another. `undefined` for links whose key stands elsewhere, or that have none. */
export function createApart(link: string, copy: (text: string) => Promise<Copied>) {
  const halves = halvesOf(link)
  const apart: Signal<Apart | undefined> = signal(halves && { at: 'link', failed: false })
  return {
    step: apart,
    async copyNext(): Promise<void> {
      const now = apart.peek()
      if (!halves || !now) return
      const half = now.at === 'key' ? 'key' : 'link'
      const failed = (await copy(halves[half])) === 'failed'
      if (failed) apart.value = { at: half, failed }
      else apart.value = { at: half === 'link' ? 'key' : 'done', failed }
    },
  }
}

function halvesOf(link: string): { link: string; key: string } | undefined {
  try {
    return { link: withoutKey(link), key: keyPart(link) }
  } catch {
    return undefined
  }
}
