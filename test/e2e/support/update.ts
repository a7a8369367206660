import { spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { findChromium } from '../../tools/browsers'
import { type Build, builtExtension } from './launch'

/** A place on loopback where a browser finds a package, and later a higher version of it. */
export type UpdateServer = {
  port: number
  folder: string
  /** Every version whose background has started, in that order: each of these packages tells so itself. */
  started: string[]
  /** From here on the higher version is offered. */
  offerNext: () => void
  close: () => Promise<void>
}

export const versions = ['0.1.0', '0.2.0'] as const

type Made = {
  /** The file's name for a version, and what makes it of a build's folder. */
  fileOf: (version: string) => string
  /** What the browser is told of the version that is offered. */
  tellOf: (version: string, address: string) => string
}

export async function serveUpdates({ fileOf, tellOf }: Made): Promise<UpdateServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-update-'))
  const started: string[] = []
  let offered: string = versions[0]
  const server = createServer(({ url = '/' }, answer) => {
    const { port } = server.address() as AddressInfo
    const [, first = '', version = ''] = url.split('?')[0]?.split('/') ?? []
    answer.setHeader('access-control-allow-origin', '*')
    if (first === 'started') started.push(version)
    if (first === 'update') answer.end(tellOf(offered, `http://127.0.0.1:${port}/${fileOf(offered)}`))
    else if (first === 'started') answer.end()
    else answer.end(readFileSync(join(folder, first)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    folder,
    started,
    offerNext: () => {
      offered = versions[1]
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A build as an own version, which tells the place that it has started. */
export function copyAs(
  version: string,
  build: string,
  place: UpdateServer,
  more: (manifest: object) => object,
) {
  const folder = join(place.folder, version)
  cpSync(build, folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const { key: _, ...manifest } = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify(more({ ...manifest, version })))
  const tell = `;fetch('http://127.0.0.1:${place.port}/started/${version}').catch(() => {});`
  const script = join(folder, 'background.js')
  writeFileSync(script, readFileSync(script, 'utf8') + tell)
  return folder
}

/** A place with packages for Chromium, and the extension's id. */
export type CrxServer = UpdateServer & { id: string }

export async function serveCrxs(build: Build): Promise<CrxServer> {
  const key = newKey()
  const digest = createHash('sha256').update(key.der).digest('hex').slice(0, 32)
  const id = digest.replaceAll(/./g, digit => 'abcdefghijklmnop'.charAt(Number(`0x${digit}`)))
  const place = await serveUpdates({
    fileOf: version => `${version}.crx`,
    tellOf: (version, address) =>
      `<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${address}" version="${version}"/></app></gupdate>`,
  })
  const pem = join(place.folder, 'key.pem')
  writeFileSync(pem, key.pem)
  const update_url = `http://127.0.0.1:${place.port}/update`
  for (const version of versions) {
    const made = copyAs(version, builtExtension('chrome', build), place, manifest => ({
      ...manifest,
      update_url,
    }))
    pack(findChromium() ?? '', made, pem)
  }
  return { ...place, id }
}

/** Chromium with the extension that it has installed from there. `profile`: a folder to start it on again. */
export async function launchFrom(place: CrxServer, profile = ''): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await ruledChromium(findChromium() ?? '', place.id, place),
    headless: true,
    chromiumSandbox: false,
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
    args: ['--lang=en-US', '--no-first-run', '--disable-sync', '--disable-gpu'],
  })
}

/**
 * Chromium updates only what an administrator has it install. The rule is written into a folder that this browser
 * alone sees, in a mount namespace of its own: no other test's browser may install it.
 * @returns what to start in Chromium's place
 */
async function ruledChromium(chromium: string, id: string, place: UpdateServer): Promise<string> {
  const rules = join(place.folder, 'policies')
  await mkdir(join(rules, 'managed'), { recursive: true })
  const source = {
    installation_mode: 'normal_installed',
    update_url: `http://127.0.0.1:${place.port}/update`,
  }
  writeFileSync(join(rules, 'managed/update.json'), JSON.stringify({ ExtensionSettings: { [id]: source } }))
  const started = join(place.folder, 'chromium')
  const own = process.getuid?.() === 0 ? '-m' : '-rm'
  const inside = `mkdir -p /etc/chromium/policies && mount --bind '${rules}' /etc/chromium/policies && exec '${chromium}' "$@"`
  writeFileSync(
    started,
    `#!/bin/sh\nexec unshare ${own} sh -c '${inside.replaceAll("'", `'\\''`)}' sh "$@"\n`,
    {
      mode: 0o755,
    },
  )
  return started
}

/** Has Chromium make a package of a folder, signed with a key. */
function pack(chromium: string, folder: string, key: string): void {
  const profile = `${folder}-profile`
  const words = ['--headless', '--no-sandbox', `--user-data-dir=${profile}`]
  const { status, stderr } = spawnSync(
    chromium,
    [...words, `--pack-extension=${folder}`, `--pack-extension-key=${key}`],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`Chromium packs no extension: ${stderr}`)
}

/** A key of its own, and the id that comes of it. */
function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    der: publicKey.export({ type: 'spki', format: 'der' }),
  }
}
