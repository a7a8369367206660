import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { keyPart, withoutKey } from '../../lib/domain/link'
import type { Misbehaviour } from '../server/server'
import { accessibilityFaults } from './support/axe'
import { readPageClipboard } from './support/clipboard'
import { expect, test } from './support/extension'
import { pageAt } from './support/page-at'
import { keepScreen, looks, nameOf } from './support/screens'
import { keepOn, readings, sealOn } from './support/sealed'
import { inTwo, thorough } from './support/tiers'

const letter = { text: 'hunter2-Correct\n\tline two \u{1F512}', note: 'Change it after the first sign-in' }

async function paste(page: Page, link: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Link to a secret' }).fill(link)
  await page.getByRole('button', { name: 'Continue' }).click()
}
const read = (page: Page) => page.getByRole('button', { name: 'Read the secret' })
const secretText = (page: Page) => page.getByRole('textbox', { name: 'Secret', exact: true })

const say = {
  en: {
    given: 'Link to a secret',
    go: 'Continue',
    read: 'Read the secret',
    open: 'Open',
    show: 'Show',
    passphrase: 'Passphrase',
    forget: 'Forget',
    slow: 'is slow',
    saveUnread: 'Save a copy',
    again: 'Try again',
    own: 'Your own attempt on',
  },
  fr: {
    given: 'Lien vers un secret',
    go: 'Continuer',
    read: 'Lire le secret',
    open: 'Ouvrir',
    show: 'Afficher',
    passphrase: 'Phrase de passe',
    forget: 'Oublier',
    slow: 'est lent',
    saveUnread: 'Enregistrer une copie',
    again: 'Réessayer',
    own: 'Votre propre essai',
  },
}

for (const look of looks) {
  test.describe(`reading a secret, ${nameOf(look)}`, () => {
    test.use(look)
    const words = say[look.lang]
    test('every step is clear, and axe finds nothing', { tag: thorough }, async ({ openPage, server }) => {
      const link = await sealOn(server, letter, 'glue-noble')
      const page = await openPage('reveal.html')
      const looked = async (name: string) => {
        await keepScreen(page, `reveal-${name}`, look)
        expect(await accessibilityFaults(page), name).toEqual([])
      }
      await expect(page.getByRole('textbox', { name: words.given })).toBeVisible()
      await looked('asking')
      await page.getByRole('textbox', { name: words.given }).fill(link.slice(0, -3))
      await page.getByRole('button', { name: words.go }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await looked('damaged')
      await page.getByRole('textbox', { name: words.given }).fill(link)
      await page.getByRole('button', { name: words.go }).click()
      await expect(page.getByRole('button', { name: words.read })).toHaveAttribute('aria-disabled', 'false')
      await looked('ready')
      await page.getByRole('button', { name: words.read }).click()
      const passphrase = page.getByRole('textbox', { name: words.passphrase })
      await passphrase.fill('wrong')
      await page.getByRole('button', { name: words.open, exact: true }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await looked('wrong')
      await passphrase.fill('glue-noble')
      await page.getByRole('button', { name: words.open, exact: true }).click()
      await page.getByRole('button', { name: words.show }).click()
      await expect(page.locator('#text')).toHaveValue(letter.text)
      await looked('shown')
      await page.getByRole('button', { name: words.forget }).click()
      await looked('forgetting')
      expect(readings(server)).toHaveLength(1)
    })

    test('it says plainly what it waits for, what came, and what is lost', { tag: thorough }, async ({
      openPage,
      server,
    }) => {
      const looked = async (page: Page, name: string) => {
        await keepScreen(page, `reveal-${name}`, look)
        expect(await accessibilityFaults(page), name).toEqual([])
      }
      const start = async (more: Misbehaviour) => {
        const key = await keepOn(server, { secret: 'as it is '.repeat(50) })
        server.misbehave(more, 1, /\/secret\//)
        const page = await openPage('reveal.html')
        await page.getByRole('textbox', { name: words.given }).fill(`${server.origin}/secret/${key}`)
        await page.getByRole('button', { name: words.go }).click()
        await expect(page.getByRole('button', { name: words.read })).toHaveAttribute('aria-disabled', 'false')
        await page.getByRole('button', { name: words.read }).click()
        return page
      }
      const own = await start({ at: 'cut', by: 'connection', lost: 5_000 })
      await own.getByRole('button', { name: words.again }).click()
      await expect(own.getByText(words.own)).toBeVisible()
      await looked(own, 'own-attempt')
      let letGo = () => {}
      const until = new Promise<void>(done => {
        letGo = done
      })
      const slow = await start({ at: 'held', until })
      await expect(slow.getByRole('status').filter({ hasText: words.slow })).toBeVisible()
      await looked(slow, 'slow')
      letGo()
      await expect(slow.locator('#text')).toBeVisible()
      await looked(slow, 'standard')
      const cut = await start({ at: 'cut', by: 'length' })
      await expect(cut.getByRole('button', { name: words.saveUnread })).toBeVisible()
      await looked(cut, 'unread')
    })
  })
}

test.describe('reading a secret', () => {
  test('is one press and one fetch; it is covered until it is asked for, and forgotten for good', async ({
    openPage,
    server,
    worker,
  }) => {
    const link = await sealOn(server, letter)
    const page = await openPage('reveal.html')
    await paste(page, link)
    await expect(page.getByText('Can be read once')).toBeVisible()
    expect(readings(server)).toEqual([])
    await read(page).click()
    await expect(page.getByRole('heading', { name: 'Read, and deleted from the server' })).toBeFocused()
    await expect(secretText(page)).not.toHaveValue(/hunter2/)
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(secretText(page)).toHaveValue(letter.text)
    await expect(page.getByText(letter.note)).toBeVisible()
    await page.getByRole('button', { name: 'Forget', exact: true }).click()
    await expect(page.getByText('This is the only copy.')).toBeVisible()
    await page.getByRole('button', { name: 'Forget', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Forgotten' })).toBeFocused()
    const disk = await worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))
    expect(disk).not.toContain('received')
    const memory = await worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)))
    expect(memory).not.toContain('eyJ')
    expect(readings(server)).toHaveLength(1)
  })

  test('the seal breaks within a quarter of a second, and at once for who wants no motion', async ({
    openPage,
    server,
  }) => {
    const page = await openPage('reveal.html')
    const half = page.locator('.envelope i').last()
    const styleOf = (property: 'rotate' | 'transitionDuration') =>
      half.evaluate((half, property) => getComputedStyle(half)[property], property)
    await paste(page, await sealOn(server, letter))
    await expect(read(page)).toBeVisible()
    expect(await styleOf('rotate')).toBe('none')
    await read(page).click()
    await expect.poll(() => styleOf('rotate')).toBe('14deg')
    for (const duration of (await styleOf('transitionDuration')).split(', ')) {
      expect(Number.parseFloat(duration)).toBeGreaterThan(0)
      expect(Number.parseFloat(duration)).toBeLessThan(0.25)
    }
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await styleOf('transitionDuration')).toMatch(/^0s(, 0s)*$/)
  })

  test('a reload, a stopped worker and a closed tab cost nothing between any two steps', async ({
    context,
    openPage,
    page: home,
    popup,
    server,
    worker,
  }) => {
    const link = await sealOn(server, letter, 'glue-noble')
    let page = await openPage('reveal.html')
    await worker.stop()
    await paste(page, link)
    await expect(read(page)).toBeVisible()
    await worker.stop()
    await page.reload()
    await expect(read(page)).toHaveAttribute('aria-disabled', 'false')
    await worker.stop()
    await read(page).click()
    await expect(page.getByRole('textbox', { name: 'Passphrase' })).toBeVisible()
    await worker.stop()
    await page.reload()
    await page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await worker.stop()
    await page.close()
    await home.bringToFront()
    await (await popup())
      .getByRole('button', { name: 'Open', exact: true })
      .click()
      .catch(() => {})
    page = await pageAt(context, '/reveal.html')
    await page.getByRole('textbox', { name: 'Passphrase' }).fill('glue-noble')
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(secretText(page)).toHaveValue(letter.text)
    expect(readings(server)).toHaveLength(1)
  })

  test('a server that is away, or that the browser may not speak to, is noticed before anything is destroyed', async ({
    openPage,
    server,
  }) => {
    const link = await sealOn(server, letter)
    const page = await openPage('reveal.html')
    await paste(page, link)
    server.misbehave({ at: 'status', status: 500 }, undefined, /status/)
    await read(page).click()
    await expect(page.getByRole('alert')).toContainText('had an error')
    expect(readings(server)).toEqual([])
    server.misbehave(undefined)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(secretText(page)).toBeVisible()
  })

  test('a press that no person made does nothing, nor one in a window too small to read', async ({
    openPage,
    server,
  }) => {
    const link = await sealOn(server, letter)
    const page = await openPage('reveal.html')
    await paste(page, link)
    await expect(read(page)).toHaveAttribute('aria-disabled', 'false')
    await read(page).evaluate((button: HTMLButtonElement) => {
      button.click()
      button.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    })
    await page.setViewportSize({ width: 200, height: 120 })
    await expect(read(page)).toHaveAttribute('aria-disabled', 'true')
    await read(page).click({ force: true })
    await page.setViewportSize({ width: 800, height: 600 })
    await expect(read(page)).toHaveAttribute('aria-disabled', 'false')
    await expect(read(page)).toBeVisible()
    expect(server.log.filter(({ path }) => path !== '/api/v1/share')).toEqual([])
  })

  test('the key may come by another way than the link', async ({ openPage, server }) => {
    const link = await sealOn(server, letter)
    const page = await openPage('reveal.html')
    await paste(page, withoutKey(link))
    const key = page.getByRole('textbox', { name: 'Key from the sender' })
    await key.fill(keyPart(link).slice(0, -1))
    await page.getByRole('button', { name: 'Use the key' }).click()
    await expect(page.getByText('This key does not fit')).toBeVisible()
    await key.fill(keyPart(link))
    await page.getByRole('button', { name: 'Use the key' }).click()
    await expect(page.getByText('The server cannot read it')).toBeVisible()
    await read(page).click()
    await expect(secretText(page)).toBeVisible()
    expect(readings(server)).toHaveLength(1)
  })

  test('a standard secret is read the same way; its wrong passphrase does not use it up', async ({
    openPage,
    server,
  }) => {
    const key = await keepOn(server, { secret: 'as it is', passphrase: 'long enough' })
    const page = await openPage('reveal.html')
    await paste(page, `${server.origin}/secret/${key}`)
    await page.getByRole('textbox', { name: 'Passphrase' }).fill('wrong')
    await read(page).click()
    await expect(page.getByRole('alert')).toContainText('link or passphrase is wrong')
    await page.getByRole('textbox', { name: 'Passphrase' }).fill('long enough')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(secretText(page)).toHaveValue('as it is')
  })

  test.describe('with a clock that the test turns', () => {
    test.use({ fresh: true })
    test('it is covered when nobody looks, and after two minutes', async ({ context, openPage, server }) => {
      const link = await sealOn(server, letter)
      const page = await openPage('reveal.html')
      await page.clock.install()
      await page.reload()
      await paste(page, link)
      await page.clock.runFor(1_000)
      await read(page).click()
      await page.getByRole('button', { name: 'Show' }).click()
      await expect(secretText(page)).toHaveValue(letter.text)
      await page.clock.runFor(121_000)
      await expect(secretText(page)).not.toHaveValue(/hunter2/)
      await page.getByRole('button', { name: 'Show' }).click()
      await expect(secretText(page)).toHaveValue(letter.text)
      await page.evaluate(() => {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      })
      await expect(secretText(page)).not.toHaveValue(/hunter2/)
      expect(context.pages().length).toBeGreaterThan(0)
    })
  })

  test('the clipboard is emptied afterwards, but only if it still holds the secret', async ({
    openPage,
    pages,
    context,
    server,
    worker,
  }) => {
    pages.put({ '/': { html: 'a page' } })
    const other = await context.newPage()
    await other.goto(pages.origin)
    const clearNow = () =>
      worker.evaluate(() => chrome.alarms.create('clear-clipboard', { when: Date.now() }))
    const copySecret = async () => {
      const page = await openPage('reveal.html')
      await paste(page, await sealOn(server, letter))
      await read(page).click()
      await expect(page.getByRole('checkbox')).toBeChecked()
      await page.getByRole('button', { name: 'Copy' }).click()
      await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
      await expect.poll(() => worker.evaluate(() => chrome.alarms.get('clear-clipboard'))).toBeTruthy()
    }
    await copySecret()
    expect(await readPageClipboard(other)).toBe(letter.text)
    await clearNow()
    await expect.poll(() => readPageClipboard(other)).toBe('')
    await copySecret()
    await other.bringToFront()
    await other.evaluate(() => navigator.clipboard.writeText('a shopping list'))
    await clearNow()
    await expect.poll(() => worker.evaluate(() => chrome.storage.session.get('copied'))).toEqual({})
    expect(await readPageClipboard(other)).toBe('a shopping list')
  })
})

const Damaged = z.object({
  vectors: z.array(
    z.object({ name: z.string(), text: z.string(), outcome: z.enum(['repaired', 'refused']) }),
  ),
})

const { vectors } = Damaged.parse(JSON.parse(readFileSync('test/vectors/links-damaged.json', 'utf8')))
// All of them are tried without a browser, in `test/lib/domain/rewritten-link.test.ts`.
const damaged = vectors.filter((_, index) => index % 6 === 0)
for (const { part, rows, tier } of inTwo(damaged, 4))
  test(
    `a damaged link is put right or refused, and nothing is ever fetched with it: ${part}`,
    tier,
    async ({ openPage, server }) => {
      expect(new Set(rows.map(({ outcome }) => outcome)).size).toBe(2)
      expect(damaged.length).toBeGreaterThanOrEqual(10)
      const page = await openPage('reveal.html')
      const address = page.url()
      const seen: Record<string, string> = {}
      for (const { name, text } of rows) {
        await page.goto(address)
        await paste(page, text)
        await expect(page.getByRole('alert').or(read(page))).toBeVisible()
        const ready = await read(page).isVisible()
        const sealed = await page.getByText('The server cannot read it').isVisible()
        seen[name] = ready && sealed ? 'repaired' : 'refused'
      }
      expect(seen).toEqual(Object.fromEntries(rows.map(({ name, outcome }) => [name, outcome])))
      expect(server.log).toEqual([])
    },
  )
