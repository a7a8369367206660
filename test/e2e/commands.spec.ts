import { expect } from './support/extension'
import { chooseServer } from './support/journey'
import { test } from './support/replacing'

test.beforeEach(async ({ server, worker }) => chooseServer(worker, server.origin))

// That the keys reach these commands: `native-sharing.spec.ts`. What they share: `selections.spec.ts`.
test('all commands have their keys from the start', async ({ worker }) => {
  const commands = await worker.evaluate(() => chrome.commands.getAll())
  expect(Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]))).toEqual({
    _execute_action: 'Alt+Shift+K',
    'share-selection': 'Alt+Shift+S',
    'share-and-replace': 'Alt+Shift+L',
    lock: 'Alt+Shift+V',
  })
})

const said = 'html > [popover][role=alert]'

for (const { name, around } of [
  { name: 'a frame', around: (frame: string) => frame },
  {
    name: 'a frame in a shadow root',
    around: (frame: string) => `<div><template shadowrootmode="open">${frame}</template></div>`,
  },
]) {
  test(`in ${name} where nobody may look, the command does not send what is still selected around it`, async ({
    page,
    pages,
    selecting,
    server,
  }) => {
    // The e2e build may look into loopback, but not over TLS.
    const frame = `<iframe src="${pages.secure}/inner" width="600" height="300"></iframe>`
    pages.put({
      '/': { html: `<p>hunter2-around</p>${around(frame)}` },
      '/inner': { html: '<pre>hunter2-inside</pre>' },
    })
    await page.goto(pages.origin)
    await page.locator('p').selectText()
    const text = page.frameLocator('iframe').locator('pre')
    await text.click()
    await text.selectText()
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('hunter2-around')
    await selecting.press('share-selection')
    await expect(page.locator(said)).toBeVisible()
    expect(server.log).toEqual([])
    expect(await selecting.clipboard.read()).toBe('what was there before')
  })
}

test('the command without a selection sends nothing, and says so', async ({
  page,
  pages,
  selecting,
  server,
}) => {
  pages.put({ '/': { html: '<p>nothing is selected here</p>' } })
  await page.goto(pages.origin)
  await selecting.press('share-selection')
  await expect(page.locator(said)).toBeVisible()
  expect(server.log).toEqual([])
  expect(await selecting.clipboard.read()).toBe('what was there before')
})
