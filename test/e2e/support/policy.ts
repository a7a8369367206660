import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootPrefix } from '../../tools/install'
import { test as base, expect } from './extension'
import { builtExtension } from './launch'
import type { ExtensionWorker } from './worker'

export { expect }

/** Where Debian's Chromium, and Chromium's own builds, look for what administrators rule. */
const folder = '/etc/chromium/policies/managed'

/** What an administrator writes, right or wrong. */
export type Written = Record<string, unknown>

export type Ruling = {
  /** The extension that the rules are for: the build, under an id that no other test has. */
  extension: string
  /** Writes other rules. Chromium reads them within seconds. */
  change: (rules: Written) => void
}

type Fixtures = {
  /** What the administrator has written when the browser starts. */
  rules: Written
  ruling: Ruling
}

/** Tests under rules in a file that Chromium really reads. The file names an extension that only this test has. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  rules: async ({}, use) => use({}),
  ruling: async ({ rules }, use) => {
    const extension = await mkdtemp(join(tmpdir(), 'cachet-ruled-'))
    await cp(builtExtension('chrome', 'e2e'), extension, { recursive: true })
    const written = rulesFor(await idOfItsOwn(extension))
    written.change(rules)
    await use({ extension, change: written.change })
    written.remove()
    await rm(extension, { recursive: true })
  },
  unpacked: async ({ ruling }, use) => use(ruling.extension),
})

/** Gives an unpacked extension an id that no other has: any bytes will do as its key, and make its id. */
export async function idOfItsOwn(extension: string): Promise<string> {
  const key = randomBytes(294)
  const path = join(extension, 'manifest.json')
  const manifest: unknown = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...(manifest as object), key: key.toString('base64') }))
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32)
  // https://stackoverflow.com/q/1882981: sixteen letters from a on for sixteen digits.
  return digest.replaceAll(/./g, digit => 'abcdefghijklmnop'.charAt(Number(`0x${digit}`)))
}

/** An administrator's rules for the extension with this id, in a file that Chromium reads. */
export function rulesFor(id: string): { change: (rules: Written) => void; remove: () => void } {
  const file = join(folder, `cachet-test-${id}.json`)
  return {
    change: rules => put(file, JSON.stringify({ '3rdparty': { extensions: { [id]: rules } } })),
    remove: () => asRoot('', 'rm', '-f', file),
  }
}

/** All at once, as Chromium may read at any moment. */
function put(file: string, text: string): void {
  asRoot('', 'mkdir', '-p', folder)
  asRoot(text, 'tee', `${file}.new`)
  asRoot('', 'mv', `${file}.new`, file)
}

function asRoot(input: string, ...words: string[]): void {
  const prefix = rootPrefix()
  const [command = '', ...rest] = [...(prefix ?? []), ...words]
  const ended = prefix && spawnSync(command, rest, { input, encoding: 'utf8' })
  if (ended?.status === 0) return
  throw new Error(
    `Chromium reads policies from ${folder} only, and this test may not write there: run it as root, or as somebody ` +
      `for whom sudo asks no password. ${ended?.stderr ?? ''}`,
  )
}

/** Waits until the extension shows the rules: Chromium's first answer takes seconds. */
export async function untilShown(
  worker: ExtensionWorker,
  rules: Written | 'broken' | undefined,
): Promise<void> {
  const shown = () => worker.evaluate(async () => (await chrome.storage.local.get('policy')).policy)
  await expect.poll(shown, { timeout: 20_000, message: `Chromium reads ${folder}` }).toEqual(rules)
}
