import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { newLinkKey, seal } from '../../lib/domain/jwe-envelope'
import { makeLink } from '../../lib/domain/link'
import type { Server } from '../server/server'
import { returns } from '../support/returned-texts'
import { hiding } from '../support/rewritten-links'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/extension'
import { test as opening } from './support/opener'
import { keepScreen, looks, nameOf } from './support/screens'
import { keepOn, readings } from './support/sealed'
import { inTwo, thorough } from './support/tiers'

const letter = { text: 'hunter2-Correct\n\tline two', note: 'Change it' }
const linkKey = newLinkKey()
const jwe = await seal(letter, { linkKey })
const other = await seal({ text: 'another' }, { linkKey: newLinkKey() })
/** Some of what may be done to a text on its way; all of it is undone in `test/lib/domain/returned-texts.test.ts`. */
const some = Object.entries(returns)
  .flatMap(([kind, ways]) =>
    Object.entries(ways).map(([way, back]) => [`${kind}: ${way}`, back(jwe, other)] as const),
  )
  .filter((_, index) => index % 4 === 0)

/** Text on the server as it is, and a link to it. */
async function linkTo(server: Server, secret: string, passphrase = false): Promise<string> {
  return makeLink({ origin: server.origin, secretKey: await keepOn(server, { secret }), linkKey, passphrase })
}

const say = {
  en: {
    given: 'Link to a secret',
    go: 'Continue',
    read: 'Read the secret',
    save: 'Save a copy',
    cut: 'Part of the sealed text is missing',
    other: 'it belongs to another link',
    lock: 'disagree on a passphrase',
    hidden: 'Your mail system replaced this link',
  },
  fr: {
    given: 'Lien vers un secret',
    go: 'Continuer',
    read: 'Lire le secret',
    save: 'Enregistrer une copie',
    cut: 'Une partie du texte scellé manque',
    other: 'il va avec un autre lien',
    lock: 'divergent sur la phrase de passe',
    hidden: 'Votre messagerie a remplacé ce lien',
  },
}

async function fetchBy(page: Page, link: string, words = say.en): Promise<void> {
  await page.getByRole('textbox', { name: words.given }).fill(link)
  await page.getByRole('button', { name: words.go }).click()
  const read = page.getByRole('button', { name: words.read })
  await expect(read).toHaveAttribute('aria-disabled', 'false')
  await read.click()
}

for (const { part, rows, tier } of inTwo(some, 4))
  test(
    `our page opens a sealed text whatever was done to it on the server: ${part}`,
    tier,
    async ({ openPage, server }) => {
      test.setTimeout(300_000)
      const page = await openPage('reveal.html')
      const address = page.url()
      const seen: Record<string, string> = {}
      for (const [name, stored] of rows) {
        await page.goto(address)
        await fetchBy(page, await linkTo(server, stored))
        await expect(page.getByRole('alert').or(page.locator('#text'))).toBeVisible()
        await page.getByRole('button', { name: 'Show', exact: true }).click()
        seen[name] = await page.locator('#text').inputValue()
      }
      expect(seen).toEqual(Object.fromEntries(rows.map(([name]) => [name, letter.text])))
    },
  )

for (const { part, rows, tier } of inTwo(some, 3, 1))
  opening(
    `the opener page opens it, however it was brought there: ${part}`,
    tier,
    async ({ page, server, openerFile }) => {
      opening.setTimeout(300_000)
      const link = await linkTo(server, 'nothing is asked of it')
      const seen: Record<string, string> = {}
      for (const [name, brought] of rows) {
        await page.goto(openerFile)
        await page.getByLabel('The link you were sent').fill(link)
        await page.locator('#sealed').fill(brought)
        await expect(page.getByRole('heading', { name: 'The secret is open' }), name).toBeVisible()
        await page.getByRole('button', { name: 'Show' }).click()
        seen[name] = await page.locator('#text').inputValue()
      }
      expect(seen).toEqual(Object.fromEntries(rows.map(([name]) => [name, letter.text])))
    },
  )

for (const look of looks) {
  test.describe(nameOf(look), () => {
    test.use(look)
    const words = say[look.lang]
    test('what does not open is told by what is wrong with it, and is kept', { tag: thorough }, async ({
      openPage,
      server,
    }) => {
      const cases = [
        ['cut', words.cut, jwe.slice(0, -30), false],
        ['other', words.other, other, false],
        // The server, or who has the link alone, put it in the place of one that takes a passphrase, too.
        ['lock', words.lock, jwe, true],
      ] as const
      const page = await openPage('reveal.html')
      const address = page.url()
      for (const [name, sentence, stored, locked] of cases) {
        const before = readings(server).length
        await page.goto(address)
        await fetchBy(page, await linkTo(server, stored, locked), words)
        await expect(page.getByRole('alert')).toContainText(sentence)
        await expect(page.locator('input[type="password"], #text')).toHaveCount(0)
        await keepScreen(page, `reveal-not-opened-${name}`, look)
        expect(await accessibilityFaults(page), name).toEqual([])
        const saving = page.waitForEvent('download')
        await page.getByRole('button', { name: words.save }).click()
        expect(await readFile(await (await saving).path(), 'utf8')).toContain(stored)
        // Nothing more is asked of the server, which has it no longer.
        await page.reload()
        await expect(page.getByRole('alert')).toContainText(sentence)
        expect(readings(server)).toHaveLength(before + 1)
      }
    })
    test('a link that a mail system keeps to itself is told from one that is none', {
      tag: thorough,
    }, async ({ openPage, server }) => {
      const page = await openPage('reveal.html')
      const address = page.url()
      for (const link of hiding) {
        await page.goto(address)
        await page.getByRole('textbox', { name: words.given }).fill(link)
        await page.getByRole('button', { name: words.go }).click()
        await expect(page.getByRole('alert'), link).toContainText(words.hidden)
      }
      await keepScreen(page, 'reveal-hidden-link', look)
      expect(await accessibilityFaults(page)).toEqual([])
      expect(server.log).toEqual([])
    })
  })
}
