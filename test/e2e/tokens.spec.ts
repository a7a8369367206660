import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../server/server'
import { accountsIn, addAccount, alice, billing } from './support/accounts'
import { holding } from './support/at-rest'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { builtExtension, launchChromium } from './support/launch'
import { openPopup } from './support/popup'
import { askFrom, keptEntries, shareFrom } from './support/watching'
import { extensionWorker } from './support/worker'

const wrong = 'a-wrong-token-98765432fedcba'
const pair = Buffer.from(`${alice.user}:${alice.token}`).toString('base64')
/** As they are, and as they travel. */
const spellings = [alice.token, wrong, pair, Buffer.from(`${alice.user}:${wrong}`).toString('base64')]

test.use({ serverOptions: { accounts: [alice] } })

test('a token is never on the disk in the clear, whatever was done with it', async ({ server }) => {
  const profile = await mkdtemp(join(tmpdir(), 'cachet-tokens-'))
  const context = await launchChromium({ extension: builtExtension('chrome', 'e2e'), profile })
  const worker = await extensionWorker(context)
  await chooseServer(worker, server.origin)
  const page = context.pages()[0] ?? (await context.newPage())
  const settings = await context.newPage()
  await settings.goto(`chrome-extension://${worker.extensionId}/options.html`)
  const accounts = await accountsIn(settings)
  await accounts.begin({ name: billing, server: server.origin, ...alice, token: wrong })
  await accounts.part.getByRole('button', { name: 'Show', exact: true }).click()
  await accounts.save()
  await expect(accounts.part.getByRole('alert')).toBeVisible()
  await accounts.token.fill(alice.token)
  await accounts.save()
  await accounts.expectAdded()
  await accounts.press('replace')
  await accounts.token.fill(alice.token)
  await accounts.press('save')
  await expect(accounts.part.getByText('The server accepts this account.')).toBeVisible()
  await page.bringToFront()
  await shareFrom(() => openPopup(context, worker), 'hunter2')
  await askFrom(settings, 'check')
  await worker.stop()
  const kept = await worker.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]),
  )
  await context.close()
  expect(kept).toContain(billing)
  expect(holding(profile, alice.user), 'what may be there is found').not.toEqual([])
  for (const token of spellings) {
    expect(kept).not.toContain(token)
    expect(holding(profile, token), token).toEqual([])
  }
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

test('a token is in no log, no answer, no message to a page, and no export', async ({
  context,
  openPage,
  page,
  pages,
  popup,
  worker,
  server,
}) => {
  const said: string[] = []
  context.on('console', message => said.push(message.text()))
  context.on('weberror', error => said.push(String(error.error())))
  for (const known of context.serviceWorkers()) known.on('console', message => said.push(message.text()))
  await worker.evaluate(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    const { scripting, tabs, runtime } = chrome
    for (const [where, name] of [
      [scripting, 'executeScript'],
      [tabs, 'sendMessage'],
      [runtime, 'sendMessage'],
    ] as unknown as [Record<string, (...given: unknown[]) => unknown>, string][]) {
      const real = where[name]?.bind(where)
      where[name] = (...given) => {
        told.push(`${name} ${JSON.stringify(given)}`)
        return real?.(...given)
      }
    }
  })
  await chooseServer(worker, server.origin)
  pages.put({ '/': { html: '<p>A page</p>' } })
  await page.goto(pages.origin)
  const settings = await openPage('options.html')
  await addAccount(settings, server.origin)
  const [{ id } = { id: '' }] = (await settings.evaluate(async () => {
    const kept = await chrome.storage.local.get(null)
    return Object.entries(kept).flatMap(([key, value]) => (key.startsWith('account:') ? [value] : []))
  })) as { id: string }[]
  const add = { name: 'x', server: server.origin, user: alice.user }
  const answers = [
    await askFrom(settings, 'addAccount', { ...add, token: wrong }),
    await askFrom(settings, 'addAccount', { ...add, token: alice.token }),
    await askFrom(settings, 'replaceToken', { id, token: wrong }),
    await askFrom(settings, 'replaceToken', { id, token: alice.token }),
    await askFrom(settings, 'replaceToken', { id, token: `${wrong} with blanks` }),
    await askFrom(settings, 'testAccount', { id }),
    await askFrom(settings, 'changeAccount', { id, name: 'y' }),
    await askFrom(settings, 'check'),
  ]
  await page.bringToFront()
  await shareFrom(popup, 'hunter2')
  expect(await keptEntries(worker)).toMatchObject([{ account: id }])
  for (const as of ['json', 'csv']) answers.push(await askFrom(settings, 'exportHistory', { as }))
  const told = await worker.evaluate(() => (globalThis as unknown as { told: string[] }).told)
  expect(told.length, 'what is told is heard').toBeGreaterThan(0)
  const everything = [...said, ...told, JSON.stringify(answers), await settings.content()].join('\n')
  expect(everything).toContain('unauthorised')
  for (const token of spellings) expect(everything).not.toContain(token)
})

test('a token goes to its own server and nowhere else, also when that one points elsewhere', async ({
  openPage,
  page,
  popup,
  worker,
  server,
}) => {
  const other = await startServer({ accounts: [alice] })
  await chooseServer(worker, server.origin)
  await worker.evaluate(async origin => {
    const { settings } = await chrome.storage.local.get<{ settings: { servers: string[] } }>('settings')
    await chrome.storage.local.set({
      settings: { ...settings, servers: [...(settings?.servers ?? []), origin] },
    })
  }, other.origin)
  const settings = await openPage('options.html')
  await addAccount(settings, server.origin)
  await page.bringToFront()
  const opened = await popup()
  const composer = await composerIn(opened)
  await composer.write('hunter2')
  server.misbehave({ at: 'redirect', to: `${other.origin}/api/v1/share` }, 1, /share/)
  await composer.share()
  await expect(opened.getByRole('alert')).toContainText('No Onetime Secret server answered')
  await expect(opened.getByRole('alert')).toContainText('does not list your secret')
  expect(other.log, 'a redirect is not followed').toEqual([])
  await composer.share()
  await composer.expectShared()
  await composer.another()
  await composer.write('hunter3')
  await composer.chooseServer(other.origin)
  await expect(opened.getByRole('combobox', { name: 'Share as' }), 'a foreign account is left').toHaveCount(0)
  await composer.share()
  await composer.expectShared()
  await askFrom(settings, 'check')
  expect(server.log.some(({ headers }) => headers.authorization === `Basic ${pair}`)).toBe(true)
  expect(other.secrets()).toMatchObject([{ custid: 'anon' }])
  expect(other.log.length).toBeGreaterThan(0)
  for (const { path, headers, body } of other.log) {
    const request = `${path}${JSON.stringify(headers)}${body.toString('utf8')}`
    for (const token of spellings) expect(request).not.toContain(token)
    expect(headers.authorization).toBeUndefined()
  }
  await other.close()
})

test('no script in a page can read what is kept: not a server, not a user name, not a closed token', async ({
  openPage,
  page,
  pages,
  worker,
  server,
}) => {
  await chooseServer(worker, server.origin)
  await addAccount(await openPage('options.html'), server.origin)
  pages.put({ '/': { html: '<p>A page</p>' } })
  await page.goto(pages.origin)
  const readInPage = (area: 'local' | 'session') =>
    worker.evaluate(
      async ({ area, address }) => {
        const [tab] = await chrome.tabs.query({ url: `${address}/*` })
        const [read] = await chrome.scripting.executeScript({
          target: { tabId: tab?.id ?? 0 },
          args: [area],
          func: (area: 'local' | 'session') =>
            chrome.storage[area].get(null).then(
              kept => `read ${JSON.stringify(kept)}`,
              (error: unknown) => String(error),
            ),
        })
        return read?.result
      },
      { area, address: pages.origin },
    )
  for (const area of ['local', 'session'] as const)
    expect(await readInPage(area)).toContain('not allowed from this context')
})
