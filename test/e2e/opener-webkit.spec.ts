import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { makeOpenerLink } from '../../lib/domain/link'
import { root } from '../tools/root'
import { expect } from './support/extension'
import { isShort, keyFiles, sharedFile } from './support/files'
import { test as base } from './support/opener'
import { messageWith, pressesLine, readOnOwnServer, readThroughServersPage } from './support/opener-journey'
import type { TestPages } from './support/pages'
import { readings, sealOn } from './support/sealed'
import { thorough, tier } from './support/tiers'
import { launchWebKit, type WebKit, type WebKitTab } from './support/webkit'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑\n<b>not bold</b>'

const test = base.extend<{ webkit: WebKit }>({
  webkit: async ({ theme }, use) => {
    const webkit = await launchWebKit(theme)
    await use(webkit)
    await webkit.close()
  },
})

/** From the opener's first step to the sealed text on the clipboard and the opener in front again. */
async function fetchSealed(tab: WebKitTab, host: string): Promise<void> {
  const there = await tab.clickToTab('link', `Open ${host}`)
  await there.click('button', 'Click to reveal')
  await there.click('button', 'Copy to clipboard')
  await there.says('Copied')
  await there.close(tab)
}

/** As from another page, and back. */
async function copyText(tab: WebKitTab, pages: TestPages, text: string): Promise<void> {
  pages.put({ '/copied': { html: `<textarea>${text}</textarea>` } })
  const other = await tab.newTab()
  await other.goto(`${pages.origin}/copied`)
  await other.press('textarea')
  await other.keys('Control+a', 'Control+c')
  await other.close(tab)
}

const hasFocus = (tab: WebKitTab) =>
  tab.evaluate(() => document.hasFocus() && (document.activeElement?.id || document.activeElement?.tagName))
/** What the page asked for, besides itself. */
const askedFor = (tab: WebKitTab) =>
  tab.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name.slice(0, 60))
      .filter(name => !name.startsWith('data:')),
  )

test.describe('without the extension, in WebKit', () => {
  test('from the chat message to the text: five presses, and the page itself asks for nothing', async ({
    webkit: { tab },
    server,
    pages,
    openerHtml,
  }) => {
    const opener = `${pages.otherSite}/opener.html`
    const sealed = await sealOn(server, { text })
    pages.put({
      '/opener.html': { html: openerHtml },
      '/chat': { html: messageWith(makeOpenerLink(opener, sealed)) },
    })
    const presses = await readThroughServersPage(tab, {
      message: `${pages.origin}/chat`,
      text,
      server: new URL(server.origin).host,
    })
    console.log(pressesLine('WebKit', 'a page elsewhere', presses))
    expect(presses.opened).toBe(5)
    expect(readings(server)).toHaveLength(1)
    expect(await tab.evaluate(() => location.href)).toBe(opener)
    expect(await askedFor(tab)).toEqual([])
  })

  test('on the secret’s own server: two presses', async ({ webkit: { tab }, server, pages, ownOpener }) => {
    pages.put({ '/chat': { html: messageWith(makeOpenerLink(ownOpener, await sealOn(server, { text }))) } })
    const presses = await readOnOwnServer(tab, { message: `${pages.origin}/chat`, text })
    console.log(pressesLine('WebKit', 'own server', presses))
    expect(presses).toEqual({ opened: 2, read: 3 })
    expect(readings(server)).toMatchObject([{ method: 'POST', body: Buffer.from(''), status: 200 }])
  })

  test('on the secret’s own server: a reload asks for the link again, and the server for nothing', {
    tag: thorough,
  }, async ({ webkit: { tab }, server, pages, ownOpener }) => {
    const link = makeOpenerLink(ownOpener, await sealOn(server, { text }, 'correct horse'))
    await tab.goto(link)
    await tab.click('button', 'Read the secret')
    await tab.type('Passphrase from the sender', 'wrong')
    await tab.click('button', 'Open')
    await tab.says('Wrong passphrase')
    await tab.reload()
    await copyText(tab, pages, link)
    await tab.press('#link')
    await tab.paste()
    await tab.type('Passphrase from the sender', 'correct horse')
    await tab.click('button', 'Open')
    await tab.heading('The secret is open')
    await tab.click('button', 'Show')
    expect(await tab.value('Secret')).toBe(text)
    const other = await tab.newTab()
    await other.goto(link)
    // What the first tab has is found.
    expect(await other.value('Passphrase from the sender')).toBe('')
    expect(readings(server)).toHaveLength(1)
  })

  test('works as a file, with a passphrase; copies, forgets, and holds nothing afterwards', async ({
    webkit: { tab },
    server,
    openerFile,
  }) => {
    await tab.goto(
      makeOpenerLink(openerFile, await sealOn(server, { text, note: 'For you.' }, 'correct horse')),
    )
    await tab.says('A passphrase is needed')
    expect(await tab.evaluate(() => location.href)).toBe(openerFile)
    await expect.poll(() => hasFocus(tab)).toBe('H1')
    await fetchSealed(tab, new URL(server.origin).host)
    await tab.paste()
    await tab.says('The sealed text is here')
    await expect.poll(() => hasFocus(tab)).toBe('passphrase')
    await tab.keys(...'wrong', 'Enter')
    await tab.says('Wrong passphrase')
    // What is wrong is selected: typing takes its place.
    await expect.poll(() => hasFocus(tab)).toBe('passphrase')
    await tab.keys(...'correct horse', 'Enter')
    await tab.heading('The secret is open')
    await expect.poll(() => hasFocus(tab)).toBe('H1')
    await tab.says('For you.')
    await tab.click('button', 'Show')
    expect(await tab.value('Secret')).toBe(text)
    await tab.click('button', 'Copy')
    await tab.says('clear your clipboard')
    await tab.click('button', 'Forget')
    await tab.heading('The secret is forgotten')
    expect(await tab.evaluate(() => document.documentElement.outerHTML)).not.toContain('hunter2')
    await tab.click('button', 'Open another secret')
    await tab.press('#link')
    await tab.paste()
    await expect.poll(() => tab.value('The link you were sent')).toBe(text)
    expect(readings(server)).toHaveLength(1)
    expect(await askedFor(tab)).toEqual([])
  })

  test('opens a long text, which is compressed, in whatever order it is pasted', {
    tag: thorough,
  }, async ({ webkit: { tab }, server, pages, openerHtml }) => {
    const long = Array.from({ length: 900 }, (_, line) => `${line}: ${text.slice(0, 30)}`).join('\n')
    const sealed = await sealOn(server, { text: long })
    const stored = server.secrets()[0]?.value ?? ''
    expect(long.length).toBeGreaterThan(2 * stored.length)
    pages.put({ '/opener.html': { html: openerHtml } })
    await tab.goto(`${pages.otherSite}/opener.html`)
    await copyText(tab, pages, stored)
    await tab.paste()
    await tab.says('The sealed text is here')
    // A link as other programs write it, typed by hand.
    await tab.type('The link you were sent', `See <${sealed}>.`)
    await tab.heading('The secret is open')
    await tab.click('button', 'Show')
    expect(await tab.value('Secret')).toBe(long)
  })

  test('a damaged link is noticed before anybody goes to the server', { tag: thorough }, async ({
    webkit: { tab },
    server,
    openerFile,
  }) => {
    const link = makeOpenerLink(openerFile, await sealOn(server, { text }))
    for (const cut of [link.slice(0, -1), link.slice(0, -30), link.replace('#c1.', '#c1p.'), `${link}x`]) {
      await tab.goto('about:blank')
      await tab.goto(cut)
      await tab.says('cut or changed')
      expect(await tab.evaluate(() => document.querySelectorAll('a').length)).toBe(0)
    }
    // Another link in the same tab takes the place of the first.
    await tab.goto(link)
    await tab.heading('A secret is waiting for you')
    expect(readings(server)).toEqual([])
  })

  test('the keyboard alone is enough', { tag: thorough }, async ({ webkit: { tab }, server, openerFile }) => {
    await tab.goto(makeOpenerLink(openerFile, await sealOn(server, { text })))
    await tab.heading('A secret is waiting for you')
    const there = await tab.toTab(() => tab.keys('Tab', 'Enter'))
    await there.heading('You have a message')
    await there.keys('Tab', 'Enter')
    await there.says('You can only see this once')
    await there.keys('Tab', 'Control+a', 'Control+c')
    await there.close(tab)
    await tab.paste()
    await tab.heading('The secret is open')
    await tab.keys('Tab', 'Enter')
    expect(await tab.value('Secret')).toBe(text)
  })

  for (const file of keyFiles)
    test(
      `saves ${file.name} to the byte`,
      tier(isShort(file) && !file.text),
      async ({ webkit: { tab }, server, pages, openerFile }) => {
        const sealed = await sealOn(server, { file: sharedFile(file) })
        await tab.goto(makeOpenerLink(openerFile, sealed))
        await tab.heading('A secret is waiting for you')
        await copyText(tab, pages, server.secrets()[0]?.value ?? '')
        await tab.paste()
        await tab.heading('The secret is open')
        await tab.says(file.saved)
        await recordSaving(tab)
        await tab.click('button', 'Save the file')
        expect(await saved(tab)).toEqual([{ name: file.saved, bytes: [...file.bytes] }])
      },
    )

  test('where it cannot work it says so by itself, and what to do', { tag: thorough }, async ({
    webkit: { tab },
    server,
    pages,
    openerHtml,
  }) => {
    const sealed = await sealOn(server, { text })
    pages.put({
      '/opener.html': { html: openerHtml },
      '/old.html': { html: withScript(openerHtml, 'newer syntax') },
      '/odd.html': { html: withScript(openerHtml, 'newerFunction()') },
    })
    for (const page of ['old', 'odd']) {
      await tab.goto(makeOpenerLink(`${pages.origin}/${page}.html`, sealed))
      await tab.says('This page needs JavaScript and a newer browser. The secret was not touched.')
      await tab.says('Cette page demande JavaScript et un navigateur plus récent.')
      await tab.says('Safari 16.4 · Chrome, Edge 103 · Firefox 113')
      await tab.screenshot(screen('unable'))
    }
    // As over plain http, where browsers keep this from pages: no name of this computer's own is such an address.
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(openerHtml) ?? []
    pages.put({ '/http.html': { html: withScript(openerHtml, `delete Crypto.prototype.subtle;${script}`) } })
    await tab.goto(makeOpenerLink(`${pages.origin}/http.html`, sealed))
    await tab.says('Open your link with https instead')
    await tab.screenshot(screen('insecure'))
    const seen = await tab.evaluate(() => document.body.innerText)
    expect(seen).not.toContain('Safari')
    expect(await tab.evaluate(() => document.querySelectorAll('a, textarea').length)).toBe(0)
    expect(readings(server)).toEqual([])
  })
})

for (const theme of ['light', 'dark'] as const)
  test.describe(`in WebKit, ${theme}`, () => {
    test.use({ theme })
    test('fits a phone', { tag: thorough }, async ({ webkit: { tab }, server, openerFile }) => {
      const sealed = await sealOn(server, { text: `${text}\n${'word '.repeat(200)}`, note: 'For you.' }, 'p')
      const keep = async (name: string) => {
        for (const width of [380, 320]) {
          await tab.resize(width, 800)
          expect(await tab.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
            width,
          )
          await tab.screenshot(screen(`${name}-${width}.${theme}`))
        }
      }
      await tab.goto(openerFile)
      expect(await tab.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
        theme === 'dark',
      )
      await keep('start')
      await tab.goto('about:blank')
      await tab.goto(makeOpenerLink(openerFile, sealed))
      await tab.heading('A secret is waiting for you')
      await keep('led')
      await chooseLanguage(tab, 'fr')
      await keep('led-fr')
      await chooseLanguage(tab, 'en')
      await fetchSealed(tab, new URL(server.origin).host)
      await tab.paste()
      await tab.says('The sealed text is here')
      await tab.keys('x', 'Enter')
      await tab.says('Wrong passphrase')
      await keep('passphrase')
      await tab.keys('p', 'Enter')
      await tab.heading('The secret is open')
      await tab.click('button', 'Show')
      await keep('shown')
    })
  })

const chooseLanguage = (tab: WebKitTab, language: string) =>
  tab.evaluate(language => {
    const select = document.querySelector('select')
    if (!select) throw new Error('no choice of languages')
    select.value = language
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }, language)

type Saved = { name: string; bytes: number[] }
type Recording = { saving?: Promise<Saved>[] }

/**
 * MiniBrowser, driven, never finishes a download of a blob, so what the page hands over to be saved is read instead:
 * the bytes behind the address, and the name.
 */
const recordSaving = (tab: WebKitTab) =>
  tab.evaluate(() => {
    const blobs = new Map<string, Blob>()
    const page = window as Recording
    page.saving = []
    const address = URL.createObjectURL
    URL.createObjectURL = (blob: Blob) => {
      const url = address(blob)
      blobs.set(url, blob)
      return url
    }
    HTMLAnchorElement.prototype.click = function () {
      const { href, download } = this
      const bytes = blobs.get(href)?.arrayBuffer() ?? Promise.reject(new Error(`nothing behind ${href}`))
      page.saving?.push(bytes.then(all => ({ name: download, bytes: [...new Uint8Array(all)] })))
    }
  })

const saved = (tab: WebKitTab) => tab.evaluate(() => Promise.all((window as Recording).saving ?? []))

const screen = (name: string) => join(root, `test/results/screens/opener-webkit-${name}.png`)

/** The page with another script, which its policy takes for its own. */
function withScript(html: string, script: string): string {
  const hash = createHash('sha256').update(script).digest('base64')
  return html
    .replace(/script-src 'sha256-[^']+'/, `script-src 'sha256-${hash}'`)
    .replace(/<script>[\s\S]*<\/script>/, () => `<script>${script}</script>`)
}
