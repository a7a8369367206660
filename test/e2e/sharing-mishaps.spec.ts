import { translateIn } from '../support/words'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { spoilClipboard } from './support/clipboard-page'
import { composerIn } from './support/composer'
import { hold, openAsRecipient, shares } from './support/journey'
import { fillMemory } from './support/memory'
import { popupOpening } from './support/popup'
import { keepScreen, looks, nameOf } from './support/screens'
import { eraseEverything } from './support/settings'
import { thorough } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

/** A click in the menu over a text in a page where nobody may look, so that only the menu's own words are known. */
const shareFlattened = (worker: ExtensionWorker, selectionText: string) =>
  worker.evaluate(async text => {
    const [tab] = await chrome.tabs.query({ active: true })
    const clicked = Reflect.get(chrome.contextMenus.onClicked, 'dispatch') as (...told: unknown[]) => void
    clicked.call(chrome.contextMenus.onClicked, { menuItemId: 'share', frameId: 0, selectionText: text }, tab)
  }, selectionText)

const inMemory = (worker: ExtensionWorker) =>
  worker.evaluate(async () => JSON.stringify(await chrome.storage.session.get(['outcome', 'earlier'])))

test.describe('a clipboard that never answers', () => {
  test.beforeEach(async ({ begin, context, worker }) => {
    await begin()
    await spoilClipboard(context, worker, 'hangs')
  })

  test('does not hold the link up: it is there at once, and can be copied by a press', {
    tag: thorough,
  }, async ({ server, write, worker }) => {
    const { opened, composer } = await write('hunter2')
    await composer.share()
    await expect(opened.getByRole('heading', { name: 'not on your clipboard' })).toBeVisible()
    expect(await openAsRecipient(await composer.link(), server)).toEqual({ text: 'hunter2' })
    await opened.getByRole('button', { name: 'Copy the link' }).click()
    await composer.expectShared()
    expect(await inMemory(worker)).toContain('"copied":"yes"')
    expect(shares(server)).toHaveLength(1)
  })

  test('whose worker is stopped leaves the link, not copied yet, and nothing is sent twice', {
    tag: thorough,
  }, async ({ page, popup, server, worker, write }) => {
    const { opened, composer } = await write('hunter2')
    await composer.share()
    await expect(opened.getByRole('heading', { name: 'not on your clipboard' })).toBeVisible()
    await worker.stop()
    await page.bringToFront()
    await expect.poll(() => opened.isClosed()).toBe(true)
    const again = await popup()
    await expect(again.getByRole('heading', { name: 'not on your clipboard' })).toBeVisible()
    const link = await (await composerIn(again)).link()
    expect(await openAsRecipient(link, server)).toEqual({ text: 'hunter2' })
    expect(shares(server)).toHaveLength(1)
  })
})

for (const look of looks) {
  test.describe(`a link that nobody has copied, ${nameOf(look)}`, () => {
    test.use(look)
    test('stays beside the next until it is taken, with nothing for axe to find', { tag: thorough }, async ({
      begin,
      context,
      popup,
      worker,
    }) => {
      const t = await translateIn(look.lang)
      await begin()
      await spoilClipboard(context, worker, 'hangs')
      const opened = await popup()
      const composer = await composerIn(opened, look.lang)
      await composer.write('hunter2')
      await composer.share()
      await expect(opened.getByRole('heading', { name: t('shared.notYetCopied') })).toBeVisible()
      await keepScreen(opened, 'shared-not-copied-yet', look)
      const link = await composer.link()
      await composer.another()
      const earlier = opened.getByRole('region', { name: t('earlier.title') })
      await expect(earlier).toBeVisible()
      await keepScreen(opened, 'earlier-before-composer', look)
      expect(await accessibilityFaults(opened)).toEqual([])
      await composer.write('hunter3')
      await composer.share()
      await expect(opened.getByRole('heading', { name: t('shared.notYetCopied') })).toBeVisible()
      await expect(earlier.getByRole('listitem')).toHaveCount(1)
      expect(await accessibilityFaults(opened)).toEqual([])
      await earlier.scrollIntoViewIfNeeded()
      await keepScreen(opened, 'earlier-under-card', look, true)
      await earlier.getByRole('button', { name: t('shared.copy') }).click()
      await expect(earlier).toHaveCount(0)
      await opened.evaluate(() => {
        const field = document.body.appendChild(document.createElement('textarea'))
        field.id = 'pasted'
        field.focus()
      })
      await opened.keyboard.press('Control+V')
      await expect(opened.locator('#pasted')).toHaveValue(link)
    })
  })
}

test('a text that is brought while the popup is open is shown at once, and no key goes over it', async ({
  begin,
  page,
  popup,
  worker,
}) => {
  await begin()
  await page.goto('chrome://version')
  const opened = await popup()
  const composer = await composerIn(opened)
  await opened.keyboard.type('half a thought')
  await shareFlattened(worker, 'selected there')
  await expect.poll(composer.text).toBe('selected there')
  await opened.getByRole('textbox', { name: 'Your secret' }).focus()
  await opened.keyboard.press('End')
  await opened.keyboard.type('!')
  await opened.getByRole('button', { name: 'Restore' }).click()
  expect(await composer.text()).toBe('half a thought')
  await opened.getByRole('button', { name: 'Restore' }).click()
  expect(await composer.text()).toBe('selected there!')
})

test('erasing everything while a share waits for its answer leaves nothing of it, and says so', async ({
  begin,
  openPage,
  server,
  worker,
  write,
}) => {
  await begin()
  const { composer } = await write('hunter2')
  const release = hold(server)
  await composer.share()
  await expect.poll(() => shares(server).length).toBe(1)
  const options = await openPage('options.html')
  await eraseEverything(options)
  release()
  await expect(options.getByText('Everything was erased.')).toBeVisible()
  await expect(options.getByText('A secret was being sent meanwhile.')).toBeVisible()
  await keepScreen(options, 'erased-on-its-way', { lang: 'en', theme: 'light' })
  expect(await inMemory(worker)).toBe('{}')
  expect(
    await worker.evaluate(async () => Object.keys(await chrome.storage.local.get(null))),
  ).not.toContainEqual(expect.stringMatching(/^(entry|untold|vault)/))
})

test.describe('with no room in memory', () => {
  test.beforeEach(async ({ begin }) => {
    await begin()
  })

  test('nothing is sent, and that is said', { tag: thorough }, async ({ server, worker, write }) => {
    await fillMemory(worker)
    const { composer } = await write('hunter2')
    await composer.share()
    await composer.expectFailure({ code: 'notKept' })
    expect(await composer.text()).toBe('hunter2')
    expect(shares(server)).toHaveLength(0)
  })

  test('a selection that cannot be read exactly ends in words', { tag: thorough }, async ({
    context,
    page,
    server,
    worker,
  }) => {
    await page.goto('chrome://version')
    await fillMemory(worker)
    await shareFlattened(worker, 'selected there')
    const opened = await popupOpening(context)
    await (await composerIn(opened)).expectFailure({ code: 'notKept' })
    expect(shares(server)).toHaveLength(0)
  })
})
