import type { BrowserContext, Page } from '@playwright/test'
import { makeOpenerLink } from '../../../../lib/domain/link'
import type { Server } from '../../../server/server'
import { translateIn } from '../../../support/words'
import { assorted, entry, idOf, putEntries } from '../entries'
import { chooseServer } from '../journey'
import type { Language } from '../launch'
import { setLock } from '../lock'
import { keepOn, sealOn } from '../sealed'
import type { ExtensionWorker } from '../worker'

type Place = {
  context: BrowserContext
  worker: ExtensionWorker
  server: Server
  /** The address of `opener.html` on a site of its own. */
  opener: string
  language: Language
}

/** Called on every screen, with its name. What the way there goes on with must not hang on where the focus is. */
type Look = (page: Page, name: string) => Promise<void>

/** A page of the extension in a tab, of the size that it has, or mostly has. */
async function open({ context, worker }: Place, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize(
    path.startsWith('popup') ? { width: 380, height: 600 } : { width: 1280, height: 800 },
  )
  await page.goto(path.includes('://') ? path : `chrome-extension://${worker.extensionId}/${path}`)
  await page.locator('#app > *').first().waitFor()
  return page
}

const pressPrimary = (page: Page) =>
  page.locator('.button.primary[aria-disabled=false]:visible').last().click()
const answer = (page: Page) => page.locator('.ask').waitFor()
const letter = { text: 'hunter2-Correct\n\tline two', note: 'Change it after the first sign-in' }

/** Every screen of the extension: the ways on which they lie, and their names in order. */
export const ways: Record<
  string,
  { screens: readonly string[]; go: (place: Place, look: Look) => Promise<void> }
> = {
  composer: {
    screens: ['empty', 'filled', 'too long', 'refused'],
    async go(place, look) {
      const { server } = place
      const page = await open(place, 'popup.html')
      await look(page, 'empty')
      await page.locator('#secret').fill('hunter2')
      await page.locator('.extras summary').click()
      await page.locator('#note').fill(letter.note)
      await look(page, 'filled')
      const long = [...crypto.getRandomValues(new Uint32Array(2_000))].map(String).join('')
      await page.locator('#secret').fill(long)
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'too long')
      await page.locator('#secret').fill('hunter2')
      server.misbehave({ at: 'status', status: 500 }, 1)
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'refused')
    },
  },
  generator: {
    screens: ['password', 'words', 'pin', 'server'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await open(place, 'popup.html')
      await page.getByRole('button', { name: t('generator.open') }).click()
      await page.locator('.generator .made').waitFor()
      await look(page, 'password')
      for (const kind of ['words', 'pin', 'server'] as const) {
        const at = { words: 1, pin: 2, server: 3 }[kind]
        await page.locator('.generator .segment').nth(at).click()
        await look(page, kind)
      }
    },
  },
  file: {
    screens: ['none', 'too large', 'chosen', 'shared'],
    async go(place, look) {
      const page = await open(place, 'popup.html#tab')
      const choose = (bytes: number) =>
        page.locator('input[type=file]').setInputFiles({
          name: 'Zertifikat für die Produktion, Stand 2026-11 (neu).p12',
          mimeType: 'application/x-pkcs12',
          buffer: Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))),
        })
      await page.locator('.drop-here').waitFor()
      await look(page, 'none')
      await choose(50_000)
      await page.getByRole('alert').waitFor()
      await look(page, 'too large')
      await choose(2_000)
      await page.locator('.chosen-file').waitFor()
      await look(page, 'chosen')
      await pressPrimary(page)
      await page.locator('#link').waitFor()
      await look(page, 'shared')
    },
  },
  shared: {
    screens: ['card', 'message', 'code', 'two parts', 'question', 'burned'],
    async go(place, look) {
      const page = await open(place, 'popup.html')
      await page.locator('#secret').fill('hunter2')
      await pressPrimary(page)
      await page.locator('#link').waitFor()
      await look(page, 'card')
      for (const [at, name] of ['message', 'code', 'two parts'].entries()) {
        await page.locator('.ways .names .button').nth(at).click()
        await page.locator('.way > *').first().waitFor()
        await look(page, name)
      }
      await page.locator('.shared > .row .button').last().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.ask').waitFor({ state: 'detached' })
      await look(page, 'burned')
    },
  },
  'several people': {
    screens: ['asked for', 'links', 'one of them', 'question', 'burned'],
    async go(place, look) {
      const page = await open(place, 'popup.html')
      await page.locator('#secret').fill('hunter2')
      await page.locator('.extras summary').click()
      await page.locator('#people').selectOption('3')
      await look(page, 'asked for')
      await pressPrimary(page)
      await page.locator('.links > li').nth(2).waitFor()
      await look(page, 'links')
      await page.locator('.links [aria-expanded]').nth(1).click()
      await page.locator('.links #link').waitFor()
      await look(page, 'one of them')
      await page.locator('.shared > .row.answers .button').last().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.ask').waitFor({ state: 'detached' })
      await look(page, 'burned')
    },
  },
  'recipient view': {
    screens: ['without Cachet', 'with Cachet'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await open(place, 'popup.html')
      await page.getByRole('button', { name: t('recipientView.title') }).click()
      await page.locator('dialog .recipient-steps').waitFor()
      await look(page, 'without Cachet')
      await page.locator('dialog .segment').first().click()
      await look(page, 'with Cachet')
    },
  },
  history: {
    screens: ['empty', 'list', 'row', 'label', 'question', 'found none', 'question about all', 'all burned'],
    async go(place, look) {
      const t = await translateIn(place.language)
      const page = await open(place, 'popup.html')
      await page.locator('#tab-history').click()
      await page.locator('.empty').waitFor()
      await look(page, 'empty')
      await putEntries(place.worker, [...assorted(Date.now()), entry({ id: idOf(50), label: 'Staging' })])
      await page.locator('.entry').nth(6).waitFor()
      await look(page, 'list')
      await page.locator('.entry', { hasText: 'Donau' }).click()
      await page.locator('.actions').waitFor()
      await look(page, 'row')
      await page
        .locator('.actions')
        .getByRole('button', { name: t('composer.label') })
        .or(page.locator('.actions .answers .button').nth(-2))
        .first()
        .click()
      await look(page, 'label')
      await page.keyboard.press('Escape')
      await page.locator('.entry', { hasText: 'Staging' }).first().click()
      await page.locator('.actions .answers .button').first().click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .button').last().click()
      await page.getByRole('searchbox').fill('nothing like it')
      await page.locator('.none').waitFor()
      await look(page, 'found none')
      await page.getByRole('searchbox').fill('')
      await page.locator('.foot .button').first().click()
      await answer(page)
      await look(page, 'question about all')
      await page.locator('.ask .fire').click()
      await page.locator('.foot .notice').waitFor()
      await look(page, 'all burned')
    },
  },
  lock: {
    screens: ['settings', 'closed', 'refused', 'forgotten'],
    async go(place, look) {
      const settings = await open(place, 'options.html#lock')
      await setLock(settings)
      await settings.reload()
      await settings.locator('#lock-after').waitFor()
      await look(settings, 'settings')
      await settings.locator('#lock .button.primary').click()
      await settings.locator('#lock-passphrase').waitFor()
      await settings.close()
      const page = await open(place, 'popup.html')
      await page.locator('#lock-passphrase').waitFor()
      await look(page, 'closed')
      await page.locator('#lock-passphrase').fill('not it')
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'refused')
      await page.locator('.button.quiet').click()
      await page.locator('.ways').waitFor()
      await look(page, 'forgotten')
    },
  },
  settings: {
    screens: ['whole', 'opened', 'narrow'],
    async go(place, look) {
      const page = await open(place, 'options.html')
      await page.locator('.server').first().waitFor()
      await look(page, 'whole')
      const closed = page.locator('details:not([open]) > summary:visible')
      while ((await closed.count()) > 0) await closed.first().click()
      await page.locator('#erase .button').last().click()
      await answer(page)
      await look(page, 'opened')
      await page.locator('#erase .ask .button').last().click()
      await page.setViewportSize({ width: 380, height: 740 })
      await look(page, 'narrow')
    },
  },
  reveal: {
    screens: [
      'asking',
      'damaged',
      'ready',
      'passphrase',
      'wrong',
      'hidden',
      'shown',
      'question',
      'forgotten',
      'gone',
      'unknown',
    ],
    async go(place, look) {
      const { server } = place
      const page = await open(place, 'reveal.html')
      const link = await sealOn(server, letter, 'glue-noble')
      await look(page, 'asking')
      await page.locator('#given').fill(link.slice(0, -3))
      await pressPrimary(page)
      await page.getByRole('alert').waitFor()
      await look(page, 'damaged')
      await page.locator('#given').fill(link)
      await pressPrimary(page)
      await page.locator('.facts').waitFor()
      await look(page, 'ready')
      await pressPrimary(page)
      await page.locator('#passphrase').fill('wrong')
      await look(page, 'passphrase')
      await pressPrimary(page)
      await page.locator('#passphrase[aria-invalid=true]').waitFor()
      await look(page, 'wrong')
      await page.locator('#passphrase').fill('glue-noble')
      await pressPrimary(page)
      await page.locator('#text').waitFor()
      await look(page, 'hidden')
      await page.locator('.row .quiet').click()
      await look(page, 'shown')
      await page.locator('.forget .button').click()
      await answer(page)
      await look(page, 'question')
      await page.locator('.ask .fire').click()
      await page.locator('.forget').waitFor({ state: 'detached' })
      await look(page, 'forgotten')
      await page.close()
      const other = await open(place, 'reveal.html')
      await other.locator('#given').fill(link)
      await pressPrimary(other)
      await other.locator('.facts').waitFor()
      await pressPrimary(other)
      await other.getByRole('alert').waitFor()
      await look(other, 'gone')
      await other.close()
      const third = await open(place, 'reveal.html')
      await third
        .locator('#given')
        .fill(`${server.origin}/secret/${await keepOn(server, { secret: 'plain' })}`)
      await pressPrimary(third)
      await third.locator('#key').waitFor()
      await look(third, 'unknown')
    },
  },
  opener: {
    screens: ['start', 'wrong', 'led', 'passphrase', 'opened', 'shown', 'forgotten'],
    async go(place, look) {
      const sealed = await sealOn(place.server, letter, 'p')
      const page = await open(place, place.opener)
      await look(page, 'start')
      await page.locator('#link').fill(sealed.slice(0, -2))
      await page.locator('#sealed').fill('nothing of ours')
      await page.locator('[aria-invalid=true]').first().waitFor()
      await look(page, 'wrong')
      await page.goto('about:blank')
      await page.goto(makeOpenerLink(place.opener, sealed))
      await page.locator('a.primary').waitFor()
      await look(page, 'led')
      await page.locator('#sealed').fill(place.server.secrets().at(-1)?.value ?? '')
      await page.locator('#passphrase').fill('wrong')
      await page.locator('#passphrase').press('Enter')
      await page.locator('#passphrase[aria-invalid=true]').waitFor()
      await look(page, 'passphrase')
      await page.locator('#passphrase').fill('p')
      await page.locator('#passphrase').press('Enter')
      await page.locator('#text').waitFor()
      await look(page, 'opened')
      await page.locator('.row .quiet').click()
      await look(page, 'shown')
      await page.locator('main button').last().click()
      await page.locator('#text').waitFor({ state: 'detached' })
      await look(page, 'forgotten')
    },
  },
}

/** Goes one way, and gives the names of the screens that were looked at. */
export async function goThrough(way: string, place: Place, look: Look): Promise<string[]> {
  const found = ways[way]
  if (!found) throw new Error(`no way ${way}`)
  await chooseServer(place.worker, place.server.origin)
  const seen: string[] = []
  await found.go(place, async (page, name) => {
    seen.push(name)
    await look(page, name)
  })
  return seen
}
