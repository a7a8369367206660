import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { decode } from 'jose/base64url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { oldestBrowsers } from '../../components/opener/oldest-browsers'
import { buildOpener, bundle, largest } from '../../entrypoints/opener/build'
import { joseParts } from '../../entrypoints/opener/jose-parts'
import type * as envelope from '../../lib/domain/jwe-envelope'
import { seal } from '../../lib/domain/jwe-envelope'
import { bcd, newerNames, newerStyles, versionsOf } from '../support/browser-features'
import { sealedWith } from '../support/sealed'
import { languages, wordsOf } from '../support/words'

let page: string
let folder: string
let inPage: typeof envelope
beforeAll(async () => {
  page = await buildOpener()
  folder = await mkdtemp(join(tmpdir(), 'cachet-opener-'))
  const file = join(folder, 'envelope.mjs')
  await writeFile(file, await bundle('lib/domain/jwe-envelope.ts', 'es', { plugins: [joseParts] }))
  inPage = await import(pathToFileURL(file).href)
})
afterAll(() => rm(folder, { recursive: true }))

const Vector = z.object({
  name: z.string(),
  linkKey: z.string(),
  passphrase: z.optional(z.string()),
  stored: z.string(),
  letter: z.optional(z.unknown()),
})
const read = async (name: string) => {
  const file: unknown = JSON.parse(await readFile(new URL(`../vectors/${name}`, import.meta.url), 'utf8'))
  return z.object({ vectors: z.array(Vector) }).parse(file).vectors
}
const lockOf = ({ linkKey, passphrase }: z.infer<typeof Vector>): envelope.LinkLock => ({
  linkKey: decode(linkKey),
  ...(passphrase !== undefined && { passphrase }),
})

describe('the page', () => {
  const policy = () =>
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.split('; ') ?? []

  test('is small', () => {
    expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(largest)
    expect(largest).toBe(45_000)
  })
  const partOf = (name: 'script' | 'style') =>
    new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? ''
  const markup = () => page.replace(partOf('script'), '').replace(partOf('style'), '')

  test('names the libraries in it, and where their licences are', () => {
    const [notice = ''] = /<!--[^>]*-->/.exec(markup()) ?? []
    for (const name of ['preact', 'jose', 'MIT', 'LICENSES.txt']) expect(notice).toContain(name)
  })
  test('is the same to the byte whenever it is built, and in a release names its source', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567'
    const named = `\n<meta name="commit" content="${commit}">`
    const released = await buildOpener(commit)
    // Digits in order are packed to little; those of real commits are not.
    const random = await buildOpener('a8f3d5e91c47b2606df8137ea4920c5be71d3f86')
    expect(gzipSync(random, { level: 9 }).length).toBeLessThanOrEqual(largest)
    expect(released).toContain(named)
    expect(released.replace(named, '')).toBe(page)
    await expect(buildOpener('main')).rejects.toThrow('SOURCE_COMMIT is not a commit: main')
  })
  test('has no address in it but names and the picture it holds, and one way to ask: that of its own server', () => {
    expect(partOf('style')).toMatch(/^:root\{/)
    expect([...markup().matchAll(/(?:src|href|action)=(.{6})/g)].map(([, start]) => start)).toEqual([
      '"data:',
    ])
    expect(partOf('style').match(/@import|url\(/g)).toBeNull()
    expect(
      partOf('script').match(
        /(?<!\.)\b(fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(|localStorage|sessionStorage|indexedDB|cookie)/g,
      ),
    ).toEqual(['fetch(', 'sessionStorage'])
    const names = [...page.matchAll(/https?:\/\/[\w.-]+\.\w+[\w/.-]*/g)].map(([address]) => address)
    expect(names.filter(address => !address.startsWith('http://www.w3.org/'))).toEqual([])
  })
  test('has a policy under which only its own script and style run', () => {
    for (const name of ['script', 'style'] as const) {
      const hash = createHash('sha256').update(partOf(name)).digest('base64')
      expect(policy()).toContain(`${name}-src 'sha256-${hash}'`)
    }
    expect(policy()).toContain("default-src 'none'")
    expect(policy()).toContain("connect-src 'self'")
    expect(policy().join(' ')).not.toMatch(/unsafe|https?:|\*|blob:/)
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page.match(/<style/g)).toHaveLength(1)
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style'))
  })
  test('runs nothing from attributes', () => {
    expect(markup()).not.toMatch(/\son\w+=|\sstyle=/)
  })
  describe('needs the browsers that it says, and no newer ones', () => {
    const { safari, chrome, firefox } = oldestBrowsers
    const oldest = { safari: Number(safari), chrome: Number(chrome), firefox: Number(firefox) }

    test('they are the first that inflate', () => {
      expect(partOf('script')).toContain('deflate-raw')
      expect(versionsOf(bcd.api.DecompressionStream?.DecompressionStream?.['deflate-raw'])).toEqual(oldest)
    })
    test('its script names nothing newer, but what it does without where it is missing', () => {
      expect(newerNames('location.hash.isWellFormed()', oldest)).toEqual(['isWellFormed'])
      const without = ['captureStackTrace', 'fromBase64', 'moveBefore', 'toBase64']
      expect(newerNames(partOf('script'), oldest)).toEqual(without)
    })
    test('no regular expression in it is of a newer kind', () => {
      // Flag v, and flags inside: Safari 17 and 26. Lookbehind came with 16.4.
      expect(partOf('script').match(/\/[dgimsuy]*v[dgimsuy]*\.(test|exec)\(|\(\?[ims]*-?[ims]+:/g)).toBeNull()
    })
    test('a style that is newer is only a colour', () => {
      expect(newerStyles(partOf('style'), oldest)).toEqual([':has', 'accent-color', 'forced-color-adjust'])
    })
    test('they are named on the page before any script runs', () => {
      const said = page.slice(page.indexOf('</script>'))
      for (const version of Object.values(oldestBrowsers)) expect(said.split(version)).toHaveLength(2)
      expect(said).not.toContain('$')
    })
  })
  test('has every sentence that it can say, in all ten languages, and names none by its key', async () => {
    const keys = script().match(
      /(?<=[`'"])(app|opener|fault|reveal|revealFault|history|composer|file|shared)\.[\w.]+(?=[`'"])/g,
    )
    // Of a button that only the extension's page has.
    expect(keys).toEqual(['reveal.addKey'])
    const own =
      /^opener\.(?!unable)|^revealFault\.un|^reveal\.(read|save|goneSealed)$|^fault\.(offline|linkDamaged)$/
    for (const language of languages) {
      const words = await wordsOf(language)
      const said = [...words].filter(([key]) => own.test(key)).map(([, sentence]) => sentence)
      expect(said.length).toBeGreaterThan(30)
      const all = literalOf(language).split('\n')
      expect(said.filter(sentence => !all.includes(sentence))).toEqual([])
      expect(all.length).toBe(literalOf('en').split('\n').length)
      expect(all).not.toContain('')
      expect(all).not.toContain('undefined')
    }
  })
  test('says to the oldest browsers what they lack in all ten languages, each marked as what it is', async () => {
    for (const language of languages) {
      const words = await wordsOf(language)
      const said = `${words.get('opener.unable')} ${words.get('revealFault.untouched')}`
      expect(page).toContain(`<p lang="${language}" dir="auto">${said}</p>`)
    }
  })
  const script = () => partOf('script')
  /** All sentences of a language, as they stand in the script. */
  const literalOf = (language: string) =>
    (new RegExp(`[{,]"?${language}"?:\`([^\`]*)\``).exec(script())?.[1] ?? '').replaceAll('\\xA0', '\xa0')
})

/** A sealed text, right in everything but the length of the key inside. */
async function lockedWith(
  length: number,
  { linkKey, passphrase }: { linkKey: Uint8Array; passphrase: string },
): Promise<string> {
  const { subtle } = crypto
  const utf8 = (text: string) => new TextEncoder().encode(text)
  const base64url = (bytes: ArrayBuffer | Uint8Array) =>
    Buffer.from(new Uint8Array(bytes)).toString('base64url')
  const [alg, p2c, p2s] = ['PBES2-HS512+A256KW', 1000, 'AAECAwQFBgcICQoLDA0ODw']
  const head = base64url(utf8(JSON.stringify({ alg, enc: 'A256GCM', typ: 'cachet', p2c, p2s })))
  const password = utf8(`${base64url(linkKey)}.${passphrase}`)
  const base = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveKey'])
  const salt = Buffer.concat([utf8(`${alg}\0`), decode(p2s)])
  const kek = await subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: p2c },
    base,
    { name: 'AES-KW', length: 256 },
    false,
    ['wrapKey'],
  )
  const cek = await subtle.generateKey({ name: 'AES-GCM', length }, true, ['encrypt'])
  const wrapped = await subtle.wrapKey('raw', cek, kek, 'AES-KW')
  const iv = new Uint8Array(12)
  const sealed = new Uint8Array(
    await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(head) }, cek, utf8('{"text":"x"}')),
  )
  const [body, tag] = [sealed.subarray(0, -16), sealed.subarray(-16)]
  return [head, ...[wrapped, iv, body, tag].map(base64url)].join('.')
}

test('what opens a secret is the library alone', async () => {
  const root = new URL('../../', import.meta.url)
  const own: string[] = []
  for (const folder of ['entrypoints/opener', 'components/opener', 'lib/domain'])
    for (const name of await readdir(new URL(folder, root))) {
      const source = await readFile(new URL(`${folder}/${name}`, root), 'utf8')
      if (/\b(decrypt|deriveKey|deriveBits|unwrapKey)\(/.test(source)) own.push(name)
    }
  // It tells, as in the extension, why the library opened nothing; nothing that it decrypts is shown.
  expect(own).toEqual(['open-failure.ts'])
})
test('the build fails where the library no longer has a part that is left out', async () => {
  const { transform } = joseParts
  if (typeof transform !== 'function') throw new Error('no transform')
  const changed = () =>
    transform.call({} as never, 'export const one = 1', '/node_modules/jose/dist/webapi/lib/key.js')
  expect(changed).toThrow('jose has changed: it has no message,rest of prepareKey')
})

describe('the page opens', () => {
  test('every vector, as the extension does', async () => {
    for (const vector of await read('envelope.json')) {
      const letter = await inPage.open(vector.stored, lockOf(vector))
      expect([vector.name, letter]).toEqual([vector.name, vector.letter])
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
  test('nothing whose parts are of another length, though all its bytes are there', async () => {
    const linkKey = new Uint8Array(32).fill(7)
    const jwe = await seal({ text: 'hunter2' }, { linkKey })
    const [head, , iv, ...rest] = jwe.split('.')
    const body = Buffer.concat(rest.map(part => Buffer.from(part, 'base64url')))
    const splitAt = (at: number) =>
      [
        head,
        '',
        iv,
        body.subarray(0, at).toString('base64url'),
        body.subarray(at).toString('base64url'),
      ].join('.')
    expect(await inPage.open(splitAt(body.length - 16), { linkKey })).toEqual({ text: 'hunter2' })
    for (const at of [1, body.length - 17, body.length - 15, body.length - 1])
      await expect(inPage.open(splitAt(at), { linkKey })).rejects.toMatchObject({ code: 'notOpened' })
  })
  test('nothing that is encrypted with a shorter key, however well it is wrapped', async () => {
    const lock = { linkKey: new Uint8Array(32).fill(7), passphrase: 'p' }
    for (const [length, outcome] of [
      [256, 'opened'],
      [128, 'notOpened'],
    ] as const) {
      const answer = await inPage.open(await lockedWith(length, lock), lock).then(
        () => 'opened',
        (error: { code: unknown }) => error.code,
      )
      expect([length, answer]).toEqual([length, outcome])
    }
  })
  test('a passphrase of any script, in either normal form', async () => {
    const linkKey = new Uint8Array(32).fill(9)
    const jwe = await sealedWith({ text: 'x', note: 'for you' }, { linkKey, passphrase: 'Ünïcødé ﬁ 密码' })
    const passphrase = 'Ünïcødé ﬁ 密码'.normalize('NFD')
    expect(await inPage.open(jwe, { linkKey, passphrase })).toEqual({ text: 'x', note: 'for you' })
    await expect(inPage.open(jwe, { linkKey, passphrase: 'other' })).rejects.toMatchObject({
      code: 'notOpened',
    })
  })
})
