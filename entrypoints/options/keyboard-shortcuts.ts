import { signal } from '@preact/signals'
import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { Shortcut } from '../../components/about/About'

const commands = [
  { name: '_execute_action', does: 'open' },
  { name: 'share-selection', does: 'share' },
  { name: 'share-and-replace', does: 'replace' },
  { name: 'lock', does: 'lock' },
] as const

/** Newer Firefox has an API that opens its shortcut settings; Chromium has a URL that links can't open. */
const Settings = z.object({ openShortcutSettings: z.custom<() => Promise<void>>(isFunction) })
function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

/** Our current keyboard shortcuts, `undefined` until read: the person may change them in another tab. */
export async function watchShortcuts() {
  const shortcuts = signal<readonly Shortcut[] | undefined>(undefined)
  const read = async () => {
    // Firefox for Android has no keys.
    const { commands: ours }: Partial<typeof browser> = browser
    const all = await ours?.getAll().catch(() => undefined)
    if (!all) return
    shortcuts.value = commands.map(({ name, does }) => ({
      does,
      keys: all.find(command => command.name === name)?.shortcut ?? '',
    }))
  }
  document.addEventListener('visibilitychange', read)
  await read()
  return { shortcuts, changeShortcuts: wayToChange() }
}

function wayToChange(): (() => Promise<unknown>) | undefined {
  if (!import.meta.env.FIREFOX) return () => browser.tabs.create({ url: 'chrome://extensions/shortcuts' })
  const { data } = Settings.safeParse(browser.commands)
  return data && (() => data.openShortcutSettings())
}
