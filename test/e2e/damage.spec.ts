import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { entry, idOf, putEntries } from './support/entries'
import { shares } from './support/journey'
import { keepScreen, looks, nameOf } from './support/screens'
import { thorough, tier } from './support/tiers'
import { askFrom } from './support/watching'
import type { ExtensionWorker } from './support/worker'

const spoil = (worker: ExtensionWorker, items: object) =>
  worker.evaluate(items => chrome.storage.local.set(items), items)
const kept = (worker: ExtensionWorker) =>
  worker.evaluate(async () => Object.keys(await chrome.storage.local.get(null)))

const one = `entry:w:${idOf(1)}`
const cases = {
  settings: [{ settings: { version: 1, sharing: 'garbage' } }, 'Settings'],
  'the data key': [{ vault: { version: 99 } }, 'keys to tokens'],
  'an entry of the history': [{ [one]: { version: 1, id: idOf(1) } }, 'History (1)'],
  'an account': [{ [`account:${idOf(2)}`]: 'garbage' }, 'Accounts (1)'],
  'the count of wrong passphrases': [{ 'lock-tries': [] }, 'temporary data'],
} as const

for (const [name, [items, sentence]] of Object.entries(cases)) {
  test(
    `garbage in place of ${name}: the popup says so and shares as before, and the settings clear it when told`,
    tier(/settings/.test(name)),
    async ({ begin, context, page, popup, worker, server }) => {
      await begin()
      await putEntries(worker, [entry({ id: idOf(1), label: 'the first' })])
      await spoil(worker, items)
      const opened = await popup()
      await expect(opened.getByText('Some of Cachet’s data cannot be read')).toBeVisible()
      if (!('settings' in items)) {
        await opened.getByRole('textbox', { name: 'Your secret' }).fill('hunter2')
        await opened.getByRole('button', { name: 'Share as secret' }).click()
        await expect(opened.getByRole('textbox', { name: 'One-time link' })).toHaveValue(/#c1\./)
        expect(shares(server)).toHaveLength(1)
      }
      await opened.getByRole('button', { name: 'Show details' }).click()
      // The clipboard's page comes as a page, too.
      const settings = () => context.pages().find(page => page.url().includes('/options.html'))
      await expect.poll(() => settings() !== undefined).toBe(true)
      const part = (settings() ?? opened).locator('#erase')
      await expect(part.getByRole('status')).toContainText(sentence)
      await part.getByRole('button', { name: 'Clear damaged data' }).click()
      await expect(part.getByText('Damaged data cleared.')).toBeVisible()
      await page.bringToFront()
      const cleared = await popup()
      await cleared.getByRole('tab', { name: 'History' }).click()
      await expect(
        cleared.getByRole('listitem').first().or(cleared.getByText('Nothing shared yet')),
      ).toBeVisible()
      const keys = await kept(worker)
      expect(keys).not.toContain('vault:lost')
      if (one in items) expect(keys).not.toContain(one)
      else expect(keys).toContain(one)
      expect(await askFrom(cleared, 'lookForDamage')).toEqual({})
      await expect(cleared.getByText('Some of Cachet’s data')).toHaveCount(0)
    },
  )
}

for (const look of looks) {
  test.describe(`damage, ${nameOf(look)}`, () => {
    test.use(look)
    test('is told clearly, and axe finds nothing', { tag: thorough }, async ({
      begin,
      openPage,
      page,
      popup,
      worker,
    }) => {
      await begin()
      await spoil(worker, Object.assign({}, ...Object.values(cases).map(([items]) => items)))
      const options = await openPage('options.html')
      await expect(options.locator('#erase').getByRole('status')).toBeVisible()
      await options.locator('#erase').scrollIntoViewIfNeeded()
      await keepScreen(options, 'damage-options', look)
      expect(await accessibilityFaults(options)).toEqual([])
      await page.bringToFront()
      const opened = await popup()
      await expect(opened.locator('.notice.care')).toBeVisible()
      await keepScreen(opened, 'damage-popup', look)
      expect(await accessibilityFaults(opened)).toEqual([])
    })
  })
}
