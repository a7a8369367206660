import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Build } from './launch'
import type { Written } from './policy'
import type { Tab } from './tab'

/** How a person's browser begins. */
export type Start = {
  build?: Build
  /** It begins with a stand-in for an earlier version, until it is updated. */
  from?: 'earlier'
  /** Preferences for a Firefox. */
  prefs?: Record<string, unknown>
  /** What an administrator wrote before it was started. */
  rules?: Written
  /** Host names that are answered over TLS at a port on loopback. */
  hosts?: { names: readonly string[]; port: number }
}

/** A tab that went to an address of somebody else's. */
export type Visited = Tab & {
  /** Puts another address in its address bar. It may never arrive there. */
  goTo(address: string): Promise<void>
  /** Every address that the tab can be led back to. */
  trail(): Promise<string[]>
}

/** A person's browser with Cachet, on a profile that outlives it, and what can happen to it. */
export type PersonsBrowser = {
  name: 'Chromium' | 'Firefox'
  /** Opens one of Cachet's own pages in a new tab. */
  open(path: string): Promise<Tab>
  /** The popup: the real one in Chromium, its page in a tab in Firefox. */
  popup(): Promise<Tab>
  /** The tabs that show this page of Cachet, once there is one. */
  tabsAt(path: string): Promise<Tab[]>
  /** Goes to any address in a new tab, as its address bar does. It may never arrive there. */
  visit(address: string): Promise<Visited>
  /** The next time that Cachet wants a tab elsewhere, nothing comes of it: the site's page is faster. */
  loseTheRace(): Promise<void>
  /** Runs a function with the extension's own powers. */
  evaluate<Result, Arg = undefined>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>
  /** Ends the service worker or the event page, as the browser does. */
  stopWorker(): Promise<void>
  /** Ends the browser at once, with nothing put away, and starts it again. */
  killAndStart(): Promise<void>
  /** Reloads the extension, as a person or an update does. */
  reloadExtension(): Promise<void>
  /** Puts a higher version of the build in the place of what is installed. */
  update(): Promise<void>
  /** Writes other rules for an administrator where there were some, and lets the browser read them: Chromium as it runs, Firefox by a new start. */
  rule(rules: Written): Promise<void>
  /** Text that was saved as a file, once one was. */
  saved(): Promise<string>
  /** Makes it as it was when it was started. Not after it was killed or ruled, or the extension changed. */
  wipe(): Promise<void>
  close(): Promise<void>
}

/** Puts a build in the place of an unpacked extension, with a higher version than that has. */
export async function replaceByNext(folder: string, build: string): Promise<void> {
  const [{ version }, manifest] = [await manifestIn(folder), await manifestIn(build)]
  const [major, minor, last] = String(version).split('.')
  await rm(folder, { recursive: true })
  await cp(build, folder, { recursive: true })
  await write(folder, { ...manifest, version: `${major}.${minor}.${Number(last ?? 0) + 1}` })
}

/**
 * An earlier version that has only its name, its powers and one empty page: what it is to have kept is put in through
 * that, and the build that takes its place starts on it for the first time.
 */
export async function earlierVersion(folder: string, build: string): Promise<void> {
  const manifest = await manifestIn(build)
  const same = [
    'manifest_version',
    'version',
    'key',
    'browser_specific_settings',
    'background',
    'permissions',
  ]
  const kept = Object.fromEntries([...same, 'host_permissions'].map(name => [name, manifest[name]]))
  await mkdir(folder, { recursive: true })
  await write(folder, { ...kept, name: 'Cachet' })
  await writeFile(join(folder, 'background.js'), '')
  await writeFile(join(folder, 'opener.html'), '<title>Cachet</title>')
}

const manifestIn = async (folder: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
const write = (folder: string, manifest: object) =>
  writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
