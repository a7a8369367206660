import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { startServer } from '../server/server'
import { selfSigned } from './support/certificate'
import { hostileScript, told } from './support/hostile'
import { expectNotice } from './support/in-page-notice'
import { builtExtension } from './support/launch'
import { pageAt } from './support/page-at'
import { answered, withPrivateWindows } from './support/private'
import { expectRevealing, expectUnread, sendSealed, untilListening, visit } from './support/recipient'
import { expect, test } from './support/regional'

const eu = 'https://eu.onetimesecret.com'
test('the script is at most 3 kB, without polyfill and framework', async () => {
  for (const browser of ['chrome', 'firefox'] as const) {
    const script = await readFile(join(builtExtension(browser, 'e2e'), 'sealed-link.js'))
    const size = gzipSync(script).length
    console.log(`sealed-link.js, ${browser}: ${script.length} bytes, ${size} gzipped`)
    expect(size).toBeLessThanOrEqual(3 * 1024)
    expect(script.toString()).not.toMatch(/polyfill|preact|zod|wxt:content-script/i)
  }
})

test.describe('a profile on the disk', () => {
  test.use({ fresh: true })

  test('the browser keeps no address with the key on its disk', async ({ page, server, worker }) => {
    const sent = await sendSealed(server, eu)
    await page.goto('chrome://version')
    const profile = await page.locator('#profile_path').innerText()
    await untilListening(worker)
    // The server never answers; the tab is elsewhere all the same.
    server.misbehave({ at: 'hang', stored: false }, 1, /^\/secret\//)
    await visit(page, sent.link)
    await expectRevealing(page, worker, { given: sent.link })
    const history = () => readFile(join(profile, 'History'), 'latin1')
    // What was visited is written down at most ten seconds later: our page is, and the link's would be before it.
    await expect.poll(history, { timeout: 20_000 }).toContain(worker.extensionId)
    // The profile lives, and a folder may go while it is read.
    for (const spelled of [sent.key.slice(1), Buffer.from(sent.key.slice(1), 'utf16le').toString('latin1')])
      await expect(async () => expect(await filesWith(join(profile, '..'), spelled)).toEqual([])).toPass()
  })
})

async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map(file => readFile(file, 'latin1').catch(() => '')))
  return files.filter((_, index) => contents[index]?.includes(text))
}

test('in a private tab the person is told, and the link is open in a normal window', async () => {
  const server = await startServer({ tls: selfSigned(), settings: { hostileScript } })
  const mapped = `--host-resolver-rules=MAP eu.onetimesecret.com 127.0.0.1:${server.port}`
  await withPrivateWindows([mapped], async (context, worker) => {
    await untilListening(worker)
    const sent = await sendSealed(server, eu)
    const opened = worker.evaluate(async url => {
      await chrome.windows.create({ incognito: true, url })
    }, sent.link)
    await answered('a private window', opened)
    await expectRevealing(await pageAt(context, '/reveal.html#'), worker, { given: sent.link })
    const windows = await worker.evaluate(async () =>
      (await chrome.tabs.query({})).map(({ url = '', incognito }) => ({ url, incognito })),
    )
    expect(windows).toContainEqual({ url: sent.plain, incognito: true })
    expect(windows).toContainEqual({ url: expect.stringContaining('/reveal.html#'), incognito: false })
    await expectNotice(worker, sent.plain, 'private window')
    expect(told(server)).toEqual([])
    expectUnread(server, sent)
  })
  await server.close()
})
