import type { Page } from '@playwright/test'
import { accessibilityFaults } from './support/axe'
import { expect, test } from './support/begun'
import { hold } from './support/journey'
import {
  commandLock,
  disk,
  expectNothingIn,
  field,
  memory,
  passphrase,
  setLock,
  timeUpIn,
  unlock,
} from './support/lock'
import { popupOpening } from './support/popup'
import { keepScreen, looks, nameOf } from './support/screens'
import { readings, sealOn } from './support/sealed'
import { thorough } from './support/tiers'
import {
  askFrom,
  badge,
  keptEntries,
  pass,
  questions,
  ringUntil,
  shareFrom,
  stateOf,
} from './support/watching'
import type { ExtensionWorker } from './support/worker'

const minute = 60_000
const secretIn = (page: Page) => page.getByRole('textbox', { name: 'Your secret' })

async function type(popup: () => Promise<Page>, text: string): Promise<void> {
  const opened = await popup()
  await secretIn(opened).fill(text)
  await opened.close()
}

/** The menu on a selection, as far as the worker can tell. */
const chooseShare = (worker: ExtensionWorker, url: string) =>
  worker.evaluate(async url => {
    const [tab] = await chrome.tabs.query({ url: `${url}/*` })
    const { onClicked } = chrome.contextMenus as unknown as {
      onClicked: { dispatch(info: object, tab: unknown): void }
    }
    onClicked.dispatch({ menuItemId: 'share', frameId: 0, pageUrl: url, selectionText: 'x' }, tab)
  }, url)

test('a lock is set in the settings, and everything is hidden and brought back by its passphrase', {
  tag: thorough,
}, async ({ begin, openPage, page, popup, worker }) => {
  await begin()
  const opened = await popup()
  await opened.getByText('Passphrase, note, language and more').click()
  await opened.getByRole('textbox', { name: 'Label for yourself' }).fill('label-of-mine')
  await secretIn(opened).fill('hunter2')
  await opened.getByRole('button', { name: 'Share as secret' }).click()
  const link = await opened.getByRole('textbox', { name: 'One-time link' }).inputValue()
  await opened.close()

  const options = await openPage('options.html')
  await options.getByRole('button', { name: 'Set a passphrase…' }).click()
  await options.getByRole('textbox', { name: 'New passphrase', exact: true }).fill('short')
  await options.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(options.getByRole('alert')).toContainText('too short')
  await options.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(passphrase)
  await options.getByRole('textbox', { name: 'Repeat new passphrase' }).fill(`${passphrase}!`)
  await options.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(options.getByRole('alert')).toContainText('differ')
  await options.getByRole('textbox', { name: 'Repeat new passphrase' }).fill(passphrase)
  await options.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(options.getByText('Saved')).toBeVisible()

  await page.bringToFront()
  const before = await popup()
  await expect(before.getByRole('textbox', { name: 'One-time link' })).toHaveValue(link)
  await before.getByRole('button', { name: 'Lock now' }).click()
  await expect(field(before)).toBeFocused()
  await expectNothingIn(before, [link, 'label-of-mine', 'hunter2'])
  await expectNothingIn(options, [link, 'label-of-mine'])
  const secret = new URL(link).hash.slice(4)
  expect(await memory(worker)).not.toContain(secret)
  expect(await disk(worker)).not.toContain(secret)
  expect((await memory(worker)).includes('dataKey')).toBe(false)

  await unlock(before, 'not this one')
  await expect(before.getByRole('alert')).toContainText('Wrong passphrase')
  await expectNothingIn(before, [link, 'label-of-mine'])
  await unlock(before)
  await expect(before.getByRole('textbox', { name: 'One-time link' })).toHaveValue(link)
  await expect(options.getByRole('heading', { name: 'Cachet settings' })).toBeVisible()
  await before.getByRole('tab', { name: 'History' }).click()
  await expect(before.getByText('label-of-mine')).toBeVisible()
  await before.getByText('label-of-mine').click()
})

test('a draft and a secret that is shown are hidden at once by the command, and are there again', {
  tag: thorough,
}, async ({ begin, openPage, page, popup, worker, server }) => {
  await begin()
  await type(popup, 'hunter2-draft')
  const reveal = await openPage('reveal.html')
  await reveal
    .getByRole('textbox', { name: 'Link to a secret' })
    .fill(await sealOn(server, { text: 'hunter2-shown', note: 'hunter2-note' }))
  await reveal.getByRole('button', { name: 'Continue' }).click()
  await reveal.getByRole('button', { name: 'Read the secret' }).click()
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue('hunter2-shown')
  await setLock(reveal)

  await commandLock(worker)
  await expectNothingIn(reveal, ['hunter2', server.origin])
  await expect.poll(() => memory(worker)).not.toMatch(/hunter2|eyJhbGciOiJkaXIi/)
  expect(await disk(worker)).not.toContain('hunter2')
  await page.bringToFront()
  const opened = await popup()
  await expectNothingIn(opened, ['hunter2', server.origin])
  for (const [name, ask] of [
    ['outcome', undefined],
    ['exportHistory', { as: 'json' }],
    ['reveal', { origin: server.origin, secretKey: 'x' }],
    ['received', { id: 'x' }],
    ['burnAll', undefined],
    ['removeLock', { passphrase }],
  ] as const) {
    expect(await askFrom(opened, name, ask), name).toEqual({ failure: { code: 'locked' } })
  }
  await opened.close()

  const asked = readings(server).length
  await reveal.bringToFront()
  await unlock(reveal)
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue('hunter2-shown')
  expect(readings(server), 'the server is not asked again').toHaveLength(asked)
  await page.bringToFront()
  await expect(secretIn(await popup())).toHaveValue('hunter2-draft')
})

test.describe('it locks by itself', () => {
  test('when Cachet was not used for the chosen time, in every page that is open', { tag: thorough }, async ({
    begin,
    openPage,
    popup,
    worker,
  }) => {
    await begin()
    await type(popup, 'hunter2-draft')
    const options = await openPage('options.html')
    await setLock(options, { after: 1 })
    const until = () =>
      worker.evaluate(async () => {
        const { unlocked } = await chrome.storage.session.get('unlocked')
        return (unlocked as { until: number }).until
      })
    await expect.poll(until, 'one minute, not fifteen').toBeLessThan(Date.now() + 2 * minute)
    await timeUpIn(worker, 5_000)
    await askFrom(options, 'seen')
    expect(await until(), 'it is in use').toBeGreaterThan(Date.now() + 50_000)
    await timeUpIn(worker, 1_000)
    await expectNothingIn(options, ['hunter2'])
    await expect.poll(() => memory(worker)).not.toContain('hunter2')
  })

  test('though the worker was stopped before: an alarm wakes it', { tag: thorough }, async ({
    begin,
    openPage,
    popup,
    worker,
  }) => {
    await begin()
    await type(popup, 'hunter2-draft')
    const options = await openPage('options.html')
    await setLock(options)
    await timeUpIn(worker, 3_000)
    await worker.stop()
    await expect(field(options)).toBeVisible({ timeout: 15_000 })
    await expectNothingIn(options, ['hunter2'])
    await expect.poll(() => memory(worker)).not.toMatch(/hunter2|dataKey/)
  })

  test('though the worker was stopped and no alarm came: nothing opens, and the first look puts all away', async ({
    begin,
    openPage,
    page,
    popup,
    worker,
  }) => {
    await begin()
    await shareFrom(popup, 'hunter2')
    await type(async () => {
      const opened = await popup()
      await opened.getByRole('button', { name: 'Share another' }).click()
      return opened
    }, 'hunter2-draft')
    const options = await openPage('options.html')
    await setLock(options)
    await timeUpIn(worker, 500, false)
    const due = Date.now() + 500
    await worker.stop()
    await options.close()
    await expect.poll(Date.now).toBeGreaterThan(due)
    const late = await openPage('options.html')
    await expectNothingIn(late, ['hunter2'])
    expect(await askFrom(late, 'burnAll')).toEqual({ failure: { code: 'locked' } })
    await expect.poll(() => memory(worker)).not.toMatch(/hunter2|dataKey/)
    await page.bringToFront()
    const opened = await popup()
    await unlock(opened)
    await expect(secretIn(opened)).toHaveValue('hunter2-draft')
  })
})

test('a selection is not shared while it is locked: the popup asks for the passphrase, and nothing is taken or sent', async ({
  begin,
  context,
  openPage,
  page,
  pages,
  worker,
  server,
}) => {
  await begin()
  await setLock(await openPage('options.html'))
  await commandLock(worker)
  pages.put({ '/': { html: '<meta charset="utf-8"><pre>hunter2\n\tselected</pre>' } })
  await page.goto(pages.origin)
  await page.bringToFront()
  await page.locator('pre').selectText()
  const opening = popupOpening(context)
  await chooseShare(worker, pages.origin)
  const opened = await opening
  await expectNothingIn(opened, ['hunter2'])
  await expect(opened.getByText('Your draft is kept')).toBeVisible()
  expect((await memory(worker)) + (await disk(worker))).not.toMatch(/hunter2|away:/)
  expect(await askFrom(opened, 'share')).toEqual({ failure: { code: 'locked' } })
  await unlock(opened)
  await expect(secretIn(opened)).toHaveValue('')
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('selected')
  expect(server.log).toEqual([])
})

test('while it is locked no server is asked, and watching goes on when it is unlocked', {
  tag: thorough,
}, async ({ begin, openPage, page, popup, worker, server }) => {
  await begin()
  const link = await shareFrom(popup, 'hunter2')
  await fetch(`${server.origin}/api/v1/secret/${new URL(link).pathname.split('/').at(-1)}`, {
    method: 'POST',
  })
  await setLock(await openPage('options.html'))
  await commandLock(worker)
  await expect.poll(() => memory(worker)).not.toContain('dataKey')
  const asked = questions(server).length
  await pass(worker, server, 20 * minute)
  const alarms = () => worker.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
  await worker.evaluate(() => chrome.alarms.create('watch', { when: Date.now() }))
  await expect.poll(alarms, 'nobody is woken for it').not.toContain('watch')
  await page.bringToFront()
  const opened = await popup()
  await expect(opened.getByText('checked until you unlock it')).toBeVisible()
  expect(questions(server)).toHaveLength(asked)
  await unlock(opened)
  await expect(secretIn(opened).or(opened.getByRole('textbox', { name: 'One-time link' }))).toBeVisible()
  await ringUntil(worker, async () => (await keptEntries(worker)).at(0)?.state === 'read')
})

test('what a server answers just after it was locked is written down, and told when it is unlocked', {
  tag: thorough,
}, async ({ begin, openPage, popup, worker, server }) => {
  await begin()
  await shareFrom(popup, 'hunter2')
  const opened = await openPage('options.html')
  await setLock(opened)
  await worker.evaluate(async () => {
    const { settings } = await chrome.storage.local.get('settings')
    await chrome.storage.local.set({ settings: { ...(settings as object), notify: true } })
  })
  const key = server.secrets()[0]?.metadataKey
  await fetch(`${server.origin}/api/v1/private/${key}/burn`, { method: 'POST' })
  await askFrom(opened, 'dismiss')
  await pass(worker, server, 2 * minute)
  const letGo = hold(server)
  await ringUntil(worker, async () => questions(server).length > 0)
  await commandLock(worker)
  await expect(field(opened)).toBeVisible()
  expect(await stateOf(worker), 'the answer is still to come').toBe('waiting')
  letGo()
  await expect.poll(() => stateOf(worker)).toBe('burned')
  await expect.poll(async () => JSON.parse(await memory(worker)).news).toBe(1)
  expect(await badge(worker)).toBe('')
  expect(await worker.evaluate(async () => Object.keys(await chrome.notifications.getAll()))).toEqual([])
  await unlock(opened)
  await expect.poll(() => badge(worker)).toBe('1')
})

test('who has forgotten the passphrase can erase everything, after a second press', {
  tag: thorough,
}, async ({ begin, openPage, page, popup, worker }) => {
  await begin()
  await shareFrom(popup, 'hunter2')
  await setLock(await openPage('options.html'))
  await commandLock(worker)
  await page.bringToFront()
  const opened = await popup()
  await opened.getByRole('button', { name: 'I forgot the passphrase' }).click()
  await expect(opened.getByText('Nobody can open your data without it')).toBeVisible()
  expect(await disk(worker)).toContain('entry:')
  await opened.getByRole('button', { name: 'Erase everything', exact: true }).click()
  await expect(secretIn(opened)).toHaveValue('')
  expect(await disk(worker)).not.toMatch(/entry:|vault|deposits|lock-tries/)
})

const say = {
  en: {
    passphrase: 'Lock passphrase',
    unlock: 'Unlock',
    forgot: 'I forgot the passphrase',
    set: 'Set a passphrase…',
  },
  fr: {
    passphrase: 'Phrase de passe du verrou',
    unlock: 'Déverrouiller',
    forgot: 'Phrase de passe oubliée',
    set: 'Choisir une phrase de passe…',
  },
}
for (const look of looks) {
  test.describe(`the lock, ${nameOf(look)}`, () => {
    test.use(look)
    const words = say[look.lang]
    const looked = async (page: Page, name: string) => {
      await page.evaluate(() => document.querySelector('#lock')?.scrollIntoView())
      await keepScreen(page, `lock-${name}`, look)
      expect(await accessibilityFaults(page), name).toEqual([])
    }
    test.slow()
    test('is clear in the settings, also to axe', { tag: thorough }, async ({ begin, openPage, worker }) => {
      await begin()
      const options = await openPage('options.html')
      await options.getByRole('button', { name: words.set }).click()
      await looked(options, 'part-setting')
      await setLock(options)
      await options.reload()
      await expect(options.locator('#lock-after')).toBeVisible()
      await looked(options, 'part-on')
      await commandLock(worker)
      await expect(options.getByRole('textbox', { name: words.passphrase })).toBeVisible()
      await looked(options, 'page')
    })
    test('is clear in the popup, also to axe', { tag: thorough }, async ({
      begin,
      openPage,
      page,
      popup,
      worker,
    }) => {
      await begin()
      const options = await openPage('options.html')
      await setLock(options)
      await options.close()
      await page.bringToFront()
      const opened = await popup()
      await looked(opened, 'popup-open')
      await commandLock(worker)
      await opened.getByRole('textbox', { name: words.passphrase }).fill('wrong one')
      await opened.getByRole('button', { name: words.unlock, exact: true }).click()
      await expect(opened.getByRole('alert')).toBeVisible()
      await looked(opened, 'wrong')
      for (let count = 0; count < 5; count++) await askFrom(opened, 'unlock', { passphrase: 'wrong one' })
      // The wait may be over on a slow machine; each wrong try makes it longer.
      await expect(async () => {
        await opened.getByRole('button', { name: words.unlock, exact: true }).click()
        await expect(opened.locator('.notice.care')).toBeVisible({ timeout: 2_000 })
      }).toPass()
      await looked(opened, 'waiting')
      await opened.getByRole('button', { name: words.forgot }).click()
      await looked(opened, 'forgotten')
    })
  })
}
