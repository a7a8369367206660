import { type Asking, type Composing, isOpen } from '../../lib/rules/composing'
import type { Permit } from '../adding-server'

/** Where the browser can't say, it is not allowed: what was wanted stays, with a way to ask again. */
const orNot =
  (permit: Permit): Permit =>
  pattern =>
    permit(pattern).catch(() => false)

export type Steps = Record<Asking['to'], (permit: Permit) => Promise<void>>

/**
 * Steps that need the person's leave first. Chromium's prompt takes the focus, and the popup closes with it
 * before it hears the answer. So what was to be done is kept, and `resume` does it when the popup is open
 * again, by then allowed or not.
 */
export function askFirst(
  { request, allowed, now }: { request: Permit; allowed: Permit; now: () => number },
  { read, keep }: { read: () => Composing; keep: (next: Composing) => void },
  steps: Steps,
) {
  const forget = () => {
    const { asking: _, ...rest } = read()
    keep(rest)
  }

  async function ask(to: Asking['to'], pattern: string): Promise<boolean> {
    keep({ ...read(), asking: { to, pattern, since: now() } })
    return orNot(request)(pattern).finally(forget)
  }

  return {
    press: (to: Asking['to']) => () => steps[to](pattern => ask(to, pattern)),
    async resume(): Promise<void> {
      const { asking } = read()
      if (!asking) return
      forget()
      if (isOpen(asking, now())) await steps[asking.to](orNot(allowed))
    },
  }
}
