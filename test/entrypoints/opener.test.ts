import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { decode } from 'jose/base64url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { buildOpener, largest } from '../../entrypoints/opener/build'
import { bundle } from '../../entrypoints/opener/bundle'
import type * as envelope from '../../lib/rules/envelope'
import { open, seal } from '../../lib/rules/envelope'

let page: string
let folder: string
let inPage: typeof envelope
beforeAll(async () => {
  page = await buildOpener()
  folder = await mkdtemp(join(tmpdir(), 'cachet-opener-'))
  const file = join(folder, 'envelope.mjs')
  await writeFile(file, await bundle('lib/rules/envelope.ts'))
  inPage = await import(pathToFileURL(file).href)
})
afterAll(() => rm(folder, { recursive: true }))

const Vector = z.object({
  name: z.string(),
  linkKey: z.string(),
  passphrase: z.optional(z.string()),
  stored: z.string(),
})
const read = async (name: string) => {
  const file: unknown = JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), 'utf8'))
  return z.object({ vectors: z.array(Vector) }).parse(file).vectors
}
const lockOf = ({ linkKey, passphrase }: z.infer<typeof Vector>): envelope.Lock => ({
  linkKey: decode(linkKey),
  ...(passphrase !== undefined && { passphrase }),
})

describe('the page', () => {
  const policy = () =>
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.split('; ') ?? []

  test('is small', () => {
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(largest)
    expect(largest).toBe(60_000)
  })
  const partOf = (name: 'script' | 'style') =>
    new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? ''
  const markup = () => page.replace(partOf('script'), '').replace(partOf('style'), '')

  test('asks for nothing: no address in it but names and the picture it holds', () => {
    expect(partOf('style')).toMatch(/^:root\{/)
    expect([...markup().matchAll(/(?:src|href|action)=(.{6})/g)].map(([, start]) => start)).toEqual([
      '"data:',
    ])
    expect(partOf('style').match(/@import|url\(/g)).toBeNull()
    expect(
      partOf('script').match(
        /\b(fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(|localStorage|sessionStorage|indexedDB|cookie)/g,
      ),
    ).toBeNull()
    const names = [...page.matchAll(/https?:\/\/[\w.-]+\.\w+[\w/.-]*/g)].map(([address]) => address)
    expect(names.filter(address => !address.startsWith('http://www.w3.org/'))).toEqual([])
  })
  test('has a policy under which only its own script and style run', () => {
    for (const name of ['script', 'style'] as const) {
      const hash = createHash('sha256').update(partOf(name)).digest('base64')
      expect(policy()).toContain(`${name}-src 'sha256-${hash}'`)
    }
    expect(policy()).toContain("default-src 'none'")
    expect(policy().join(' ')).not.toMatch(/unsafe|https?:|\*|blob:/)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page.match(/<style/g)).toHaveLength(1)
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style'))
  })
  test('runs nothing from attributes', () => {
    expect(markup()).not.toMatch(/\son\w+=|\sstyle=/)
  })
  test('has all its sentences', () => {
    const keys = new Set([...page.matchAll(/[`'"]((?:opener|fault)\.\w+)[`'"]/g)].map(([, key]) => key ?? ''))
    for (const key of keys) expect(page.split(`"${key}":`).length, key).toBe(3)
    expect(keys.size).toBeGreaterThan(30)
  })
})

describe('the page opens', () => {
  test('every vector, as the extension does', async () => {
    for (const vector of await read('envelope.json')) {
      const letter = await open(vector.stored, lockOf(vector))
      expect([vector.name, await inPage.open(vector.stored, lockOf(vector))]).toEqual([vector.name, letter])
    }
  })
  test('nothing that must not open', async () => {
    const refused = await read('envelope-refused.json')
    for (const vector of refused) {
      const answer = await inPage.open(vector.stored, lockOf(vector)).then(
        () => 'opened',
        (error: { code: unknown }) => error.code,
      )
      expect([vector.name, answer]).toEqual([vector.name, 'notOpened'])
    }
    expect(refused.length).toBeGreaterThan(20)
  }, 60_000)
  test('nothing in which one character was changed or lost', async () => {
    const linkKey = new Uint8Array(32).fill(7)
    for (const text of ['hunter2', 'words that repeat '.repeat(60)]) {
      const jwe = await seal({ text }, { linkKey })
      expect(await inPage.open(jwe, { linkKey })).toEqual({ text })
      for (let at = 0; at < jwe.length; at++) {
        const lost = jwe.slice(0, at) + jwe.slice(at + 1)
        const changed = `${jwe.slice(0, at)}${jwe[at] === 'A' ? 'B' : 'A'}${jwe.slice(at + 1)}`
        for (const wrong of [lost, changed])
          await expect(inPage.open(wrong, { linkKey })).rejects.toMatchObject({ code: 'notOpened' })
      }
    }
  })
  test('a passphrase of any script, in either normal form', async () => {
    const linkKey = new Uint8Array(32).fill(9)
    const jwe = await seal({ text: 'x', note: 'for you' }, { linkKey, passphrase: 'Ünïcødé ﬁ 密码' })
    const passphrase = 'Ünïcødé ﬁ 密码'.normalize('NFD')
    expect(await inPage.open(jwe, { linkKey, passphrase })).toEqual({ text: 'x', note: 'for you' })
    await expect(inPage.open(jwe, { linkKey, passphrase: 'other' })).rejects.toMatchObject({
      code: 'notOpened',
    })
  })
})
