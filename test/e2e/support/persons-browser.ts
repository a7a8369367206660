import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tab } from './tab'

/** A person's browser with Cachet, on a profile that outlives it, and what can happen to it. */
export type PersonsBrowser = {
  name: 'Chromium' | 'Firefox'
  /** Opens one of Cachet's own pages in a new tab. */
  open(path: string): Promise<Tab>
  /** The popup: the real one in Chromium, its page in a tab in Firefox. */
  popup(): Promise<Tab>
  /** The tabs that show this page of Cachet, once there is one. */
  tabsAt(path: string): Promise<Tab[]>
  /** Runs a function with the extension's own powers. */
  evaluate<Result, Arg = undefined>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>
  /** Ends the service worker or the event page, as the browser does. */
  stopWorker(): Promise<void>
  /** Ends the browser at once, with nothing put away, and starts it again. */
  killAndStart(): Promise<void>
  /** Reloads the extension, as a person or an update does. */
  reloadExtension(): Promise<void>
  /** Puts a higher version in its place. */
  update(): Promise<void>
  /** Text that was saved as a file, once one was. */
  saved(): Promise<string>
  /** Makes it as it was when it was started. Not after it was killed, or the extension changed. */
  wipe(): Promise<void>
  close(): Promise<void>
}

/** Makes an unpacked extension's version higher. */
export async function raiseVersion(folder: string): Promise<string> {
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { version: string }
  const [major = '0', minor = '0'] = manifest.version.split('.')
  const version = `${major}.${minor}.${Number(manifest.version.split('.')[2] ?? 0) + 1}`
  await writeFile(path, JSON.stringify({ ...manifest, version }))
  return version
}
