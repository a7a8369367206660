import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tidying } from './tidying'

/** A fresh browser profile, gone afterwards, in which the extension's button is pinned to the toolbar. */
export async function makeProfile(extensionId: string, tidying: Tidying): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'cachet-start-'))
  // A browser that has just ended may still be writing.
  tidying.later(() => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  await mkdir(join(profile, 'Default'))
  const preferences = { extensions: { pinned_extensions: [extensionId] } }
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences))
  return profile
}

/** What Chromium makes of the manifest's `key`: the first half of its hash, in letters from a to p. */
export async function extensionIdOf(extension: string): Promise<string> {
  const { key } = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8')) as { key: string }
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32)
  return digest.replace(/./g, digit => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)))
}
