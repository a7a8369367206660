import { isAboutLock, readLockState, type VaultAreas } from '../../lib/adapters/vault/stored-keys'

type Changing = { onChanged: { addListener(listen: (changes: object) => void): void } }
type Watched = { local: VaultAreas['local'] & Changing; session: VaultAreas['session'] & Changing }

/** Calls `turn` when the extension is locked or unlocked after the page was shown. */
export function followLock({ local, session }: Watched, wasLocked: boolean, turn: () => void): void {
  const look = async (changes: object) => {
    if (!isAboutLock(changes)) return
    const state = await readLockState({ local, session }, () => Date.now())
    if ((state === 'locked') !== wasLocked) turn()
  }
  local.onChanged.addListener(changes => void look(changes))
  session.onChanged.addListener(changes => void look(changes))
}

/** Hides the page and reloads it in its new state. Only once: Chromium may crash on a second reload. */
export function turnPage(): void {
  if (document.body.hidden) return
  document.body.hidden = true
  location.reload()
}
