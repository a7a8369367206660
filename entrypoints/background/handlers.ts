import { createCopied } from '../../lib/doors/clipboard'
import type { Handlers } from '../../lib/doors/messages'
import { clearLater, clearNow } from '../../lib/journeys/clear-clipboard'
import type { Lock } from '../../lib/journeys/lock'
import { restore } from '../../lib/journeys/restore'
import type { Sharing } from '../../lib/journeys/sharing'
import type { Draft } from '../../lib/rules/draft'
import type { Outcome } from '../../lib/rules/outcome'
import { settle } from '../../lib/rules/selection'
import { accountHandlers } from './accounts'
import { wakeAt } from './alarms'
import { showBadge } from './badge'
import { copy, readClipboard } from './clipboard'
import type { Doors } from './doors'
import { historyHandlers } from './history'
import { lockHandlers } from './lock'
import { isPrivate } from './platform'
import { createReading } from './reading'
import { openReveal } from './reveal-page'
import { readFrame } from './selection'
import { serverHandlers } from './servers'
import type { Watching } from './watching'

type Outside = { doors: Doors; lock: Lock; sharing: Sharing; watching: Watching }

/** Everything that our own pages may ask for, and the one thing that is done later. */
export function createHandlers({ doors, lock, sharing, watching }: Outside) {
  const { composing, settings, revealings, damage, vault, session, now } = doors
  const reading = createReading(doors)
  const wake = (when: number) => wakeAt('clear-clipboard', when)
  const clipboard = { copied: createCopied(session), read: readClipboard, copy, now, wakeAt: wake }
  const finished = async (draft: Draft, outcome: Outcome) => {
    // The link is not held back by a draft that can't be written.
    if (outcome.at === 'shared')
      await settings
        .read()
        .then(({ sharing }) => composing.finish(draft, sharing))
        .catch(() => {})
    return outcome
  }
  const handlers: Handlers = {
    share: async (draft, tabId) => finished(draft, await sharing.share(draft, await isPrivate(tabId))),
    generate: async ({ draft, length }, tabId) =>
      finished(draft, await sharing.generate(draft, length, await isPrivate(tabId))),
    outcome: async () => {
      await showBadge(undefined, await watching.news())
      return sharing.current()
    },
    dismiss: () => sharing.dismiss(),
    copied: ({ id, what }) => sharing.copied(id, what),
    forgetLink: ({ id }) => sharing.forget(id),
    forgetAsking: composing.forgetAsking,
    recapture: async ({ tabId, frameId }) => settle(await readFrame(tabId, frameId), undefined),
    openLink: ({ text }) => openReveal(revealings, text),
    claim: ({ token }, tabId) => revealings.claim(token, tabId),
    clearClipboard: what => clearLater(clipboard, what),
    check: async () => {
      await Promise.all([watching.round(true), damage.look()])
    },
    lookForDamage: damage.look,
    clearDamage: damage.clear,
    restore: ({ text }) => restore(doors, text),
    ...reading.handlers,
    ...serverHandlers(doors),
    ...accountHandlers(doors),
    ...historyHandlers({
      ...doors,
      erasing: async erase => {
        // What is still on its way is for who waits for it, and kept nowhere.
        await reading.forget()
        return sharing.erase(erase)
      },
    }),
    ...lockHandlers(lock, vault),
  }
  return { handlers, clearClipboard: () => clearNow(clipboard) }
}
