import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import * as z from 'zod/mini'
import { root } from '../tools/root'
import { builtExtension } from './support/launch'
import { thorough } from './support/tiers'

/** What an extension may do is read from here: whatever is added must be added here, too, and to the README with its reason. */
const regions = ['us.', 'eu.', 'ca.', 'nz.', 'uk.', ''].map(region => `https://${region}onetimesecret.com/*`)
const permissions = {
  both: ['activeTab', 'alarms', 'clipboardWrite', 'contextMenus', 'scripting', 'storage', 'webRequest'],
  chrome: ['offscreen'],
  firefox: [],
  asked: ['clipboardRead', 'notifications'],
  hostsAsked: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
}

const Manifest = z.looseObject({
  permissions: z.array(z.string()),
  optional_permissions: z.array(z.string()),
  host_permissions: z.array(z.string()),
  optional_host_permissions: z.array(z.string()),
  content_scripts: z.array(z.looseObject({ matches: z.array(z.string()), js: z.array(z.string()) })),
  content_security_policy: z.object({ extension_pages: z.string() }),
  background: z.looseObject({}),
})
/** Keys of a manifest through which others could reach us, or our files could be seen. */
const doors = ['externally_connectable', 'web_accessible_resources', 'sandbox', 'update_url', 'key']

/** Addresses that stand in the code: the known servers, names of XML, and examples beneath fields. */
const known =
  /^https?:\/\/(([a-z]{2}\.)?onetimesecret\.com|localhost|127\.0\.0\.1|www\.w3\.org|[\w.-]+\.example\.com)$/

for (const browser of ['chrome', 'firefox'] as const)
  test.describe(`the package for ${browser}`, () => {
    const folder = builtExtension(browser, 'real')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    const texts = files
      .filter(file => /\.(html|js|json|css)$/.test(file))
      .map(file => ({ file, text: readFileSync(file, 'utf8') }))
    const code = texts.filter(({ file }) => /\.(html|js)$/.test(file))
    const found = (pattern: RegExp, where = code) =>
      where.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([match]) => `${file}: ${match}`))
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))

    test('asks for no more than it did, and the README has a reason for each', () => {
      expect(manifest.permissions.toSorted()).toEqual(
        [...permissions.both, ...permissions[browser]].toSorted(),
      )
      expect(manifest.optional_permissions).toEqual(permissions.asked)
      expect(manifest.host_permissions).toEqual(regions)
      expect(manifest.optional_host_permissions).toEqual(permissions.hostsAsked)
      expect(manifest.content_scripts.map(({ matches, js }) => ({ matches, js }))).toEqual([
        { matches: regions, js: ['sealed-link.js'] },
      ])
      const readme = readFileSync(join(root, 'README.md'), 'utf8')
      const reasons = readme.slice(readme.indexOf('## Permissions, and why')).split('\n## ')[0] ?? ''
      for (const permission of [...manifest.permissions, ...manifest.optional_permissions])
        expect(reasons).toContain(`\`${permission}\``)
    })
    test('opens no door to other extensions and to pages', () => {
      expect(Object.keys(manifest).filter(key => doors.includes(key))).toEqual([])
      expect(manifest.content_security_policy.extension_pages).toMatch(
        /^default-src 'none'; script-src 'self';/,
      )
      expect(manifest.content_security_policy.extension_pages).not.toMatch(/unsafe|data:|blob:/)
    })
    test('runs nothing but its own files, and writes no markup', () => {
      expect(code.length).toBeGreaterThan(10)
      expect(found(/\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*["'`]|\bimportScripts\s*\(/g)).toEqual([])
      expect(found(/\b(?:import|from)\s*\(?\s*["'`]https?:|<script[^>]+src=["']?(?:https?:)?\/\//g)).toEqual(
        [],
      )
      expect(found(/\bdocument\.write\b|\binsertAdjacentHTML\b|\bouterHTML\s*=(?!=)/g)).toEqual([])
      // Preact's one line for `dangerouslySetInnerHTML`, which nothing here uses and the policy's trusted types refuse.
      const markup = found(/.{40}\.innerHTML\s*=(?!=).{12}/g)
      expect(markup.filter(line => !/\.__html/.test(line))).toEqual([])
      expect(found(/dangerouslySetInnerHTML\s*:(?!\w)/g)).toEqual([])
    })
    test('names no address but the known servers', () => {
      const addresses = texts
        .filter(({ file }) => !file.endsWith('manifest.json'))
        .flatMap(({ text }) => text.match(/https?:\/\/[\w-]+(\.[\w-]+)*/g) ?? [])
      expect(new Set(addresses)).toContain('https://eu.onetimesecret.com')
      expect([...new Set(addresses)].filter(address => !known.test(address))).toEqual([])
    })
    test('hands on the licence of every library in it', () => {
      const notices = readFileSync(join(folder, 'LICENSES.txt'), 'utf8')
      const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
      for (const [name, version] of Object.entries(dependencies))
        expect(notices).toContain(`${name} ${version}, `)
      expect(notices.match(/copyright/gi)?.length).toBeGreaterThan(8)
    })
    test('holds nothing of the tests, and no source map', () => {
      expect(files.filter(file => file.endsWith('.map'))).toEqual([])
      expect(found(/sourceMappingURL|\be2e\b|__reactRefresh|import\.meta\.hot/g, texts)).toEqual([])
      const keyOfTests = /key: '([\w+/=]{100,})'/.exec(readFileSync(join(root, 'wxt.config.ts'), 'utf8'))?.[1]
      expect(keyOfTests).toBeDefined()
      expect(texts.filter(({ text }) => text.includes(keyOfTests ?? ''))).toEqual([])
    })
  })

/** Another clock, for the programs that build. */
const aYearAgo = `
const Real = Date
globalThis.Date = class extends Real {
  constructor(...parts) { parts.length > 0 ? super(...parts) : super(Real.now() - 365 * 86_400_000) }
  static now() { return Real.now() - 365 * 86_400_000 }
}
`

/** The SHA-256 of a package that is built from this project's files in a folder elsewhere. */
async function zipElsewhere(browser: string, name: string, env: (folder: string) => Record<string, string>) {
  const folder = join(await mkdtemp(join(tmpdir(), 'cachet-zip-')), name)
  try {
    const generated = ['node_modules', '.output', '.wxt', '.git', 'results']
    await cp(root, folder, {
      recursive: true,
      preserveTimestamps: name === 'one',
      filter: path => !generated.includes(basename(path)),
    })
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await writeFile(join(folder, 'clock.mjs'), aYearAgo)
    const run = promisify(execFile)
    const wxt = join(folder, 'node_modules/wxt/bin/wxt.mjs')
    for (const words of [['prepare'], ['zip', '-b', browser]])
      await run(process.execPath, [wxt, ...words], {
        cwd: folder,
        env: { ...process.env, NODE_ENV: undefined, ...env(folder) },
      })
    const zip = readdirSync(join(folder, '.output')).find(file => file.endsWith(`-${browser}.zip`))
    const sum = createHash('sha256').update(await readFile(join(folder, '.output', zip ?? '')))
    return sum.digest('hex')
  } finally {
    await rm(folder, { recursive: true })
  }
}

for (const browser of ['chrome', 'edge', 'firefox'])
  test(`the package for ${browser} is the same from another folder, on another day, in another time zone`, {
    tag: thorough,
  }, async () => {
    const here = await zipElsewhere(browser, 'one', () => ({ TZ: 'Asia/Tokyo' }))
    const there = await zipElsewhere(browser, 'another folder', folder => ({
      TZ: 'America/Lima',
      NODE_OPTIONS: `--import ${JSON.stringify(join(folder, 'clock.mjs'))}`,
    }))
    expect(there).toBe(here)
  })
