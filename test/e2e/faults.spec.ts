import type { Failure } from '../../lib/rules/outcome'
import { type Server, startServer } from '../server/server'
import { hearComplaints } from './support/complaints'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { answered, typedSealed, typedStandard } from './support/misfortunes'
import { chooseOurItem } from './support/native-menu'
import { popupOpening } from './support/popup'
import { pointIn } from './support/screen-point'
import { test as onTheWay } from './support/ways'
import type { ExtensionWorker } from './support/worker'

const secret = 'hunter2\n\tline two'

const posts = (server: Server) => server.log.filter(({ method }) => method === 'POST')

/** Offers these servers in the composer, the first one chosen. */
async function offer(worker: ExtensionWorker, [first, ...more]: [string, ...string[]]): Promise<void> {
  await chooseServer(worker, first)
  await worker.evaluate(async more => {
    const { settings } = await chrome.storage.local.get<{ settings: { servers: string[] } }>('settings')
    await chrome.storage.local.set({ settings: { ...settings, servers: [...settings.servers, ...more] } })
  }, more)
}

for (const lang of ['en', 'fr'] as const) {
  test.describe(`what goes wrong is said in its own sentence and costs no text, in ${lang}`, () => {
    test.use({ lang })
    test.beforeEach(async ({ page, worker, server }) => {
      await page.bringToFront()
      await chooseServer(worker, server.origin)
    })

    for (const [mode, rows] of [
      ['sealed', typedSealed],
      ['standard', typedStandard],
    ] as const) {
      test(`${mode}: what cannot be shared as it is never leaves, and can be mended`, async ({
        popup,
        server,
      }) => {
        const composer = await composerIn(await popup(), lang)
        for (const { name, text, passphrase = '', failure } of rows) {
          await test.step(name, async () => {
            const before = posts(server).length
            await composer.choose(mode)
            await composer.write(text)
            await composer.writePassphrase(passphrase)
            await composer.share()
            await composer.expectFailure(failure)
            expect(await composer.text(), `${name}: the text is kept`).toBe(text)
            expect(posts(server), `${name}: nothing is sent`).toHaveLength(before)
            await composer.write(secret)
            await composer.writePassphrase('')
            await composer.expectNoFailure()
            await composer.share()
            await composer.expectShared()
            expect(posts(server), `${name}: once mended`).toHaveLength(before + 1)
            await composer.another()
          })
        }
      })
    }

    test('a server that answers badly is asked once, and again when the person presses', async ({
      popup,
      server,
    }) => {
      test.setTimeout(90_000)
      const composer = await composerIn(await popup(), lang)
      for (const { name, how, failure } of answered) {
        await test.step(name, async () => {
          const before = server.log.length
          await composer.write(secret)
          server.misbehave(how)
          await composer.share()
          await composer.expectFailure(failure)
          expect(await composer.text(), `${name}: the text is kept`).toBe(secret)
          expect(
            server.log.slice(before).map(({ method, path }) => `${method} ${path}`),
            name,
          ).toEqual(['POST /api/v1/share'])
          server.misbehave(undefined)
          await composer.share()
          await composer.expectShared()
          expect(server.log, `${name}: once it answers well`).toHaveLength(before + 2)
          await composer.another()
        })
      }
    })

    test('a server that never answers is given up after 20 seconds, and asked once', async ({
      popup,
      server,
    }) => {
      test.setTimeout(60_000)
      server.misbehave({ at: 'hang', stored: true })
      const composer = await composerIn(await popup(), lang)
      await composer.write(secret)
      await composer.share()
      await composer.expectFailure({ code: 'timedOut' }, { timeout: 28_000 })
      expect(await composer.text()).toBe(secret)
      expect(server.log).toHaveLength(1)
      server.misbehave(undefined)
      await composer.share()
      await composer.expectShared()
      expect(server.log).toHaveLength(2)
    })

    for (const stored of [false, true]) {
      test(`a connection that breaks ${stored ? 'after' : 'before'} the secret is stored is said to leave the outcome open`, async ({
        popup,
        server,
      }) => {
        server.misbehave({ at: 'reset', stored })
        const composer = await composerIn(await popup(), lang)
        await composer.write(secret)
        await composer.share()
        await composer.expectFailure({ code: 'cutOff' })
        expect(await composer.text()).toBe(secret)
        expect(server.log).toHaveLength(1)
        server.misbehave(undefined)
        await composer.share()
        await composer.expectShared()
        expect(server.log).toHaveLength(2)
      })
    }

    test('without a connection nothing is sent, and with one again it is', async ({
      context,
      popup,
      server,
    }) => {
      const composer = await composerIn(await popup(), lang)
      await composer.write(secret)
      await context.setOffline(true)
      await composer.share()
      await composer.expectFailure({ code: 'offline' })
      expect(await composer.text()).toBe(secret)
      expect(server.log).toEqual([])
      await context.setOffline(false)
      await composer.share()
      await composer.expectShared()
      expect(shares(server)).toHaveLength(1)
    })
  })

  onTheWay.describe(`what goes wrong on the way is told apart, in ${lang}`, () => {
    onTheWay.use({ lang })

    onTheWay(
      'no such host, no trust, nobody there, somebody else: and no other server is tried',
      async ({ page, popup, worker, ways, pages, server }) => {
        await page.bringToFront()
        await offer(worker, [server.origin, ways.gone.origin, pages.origin])
        const composer = await composerIn(await popup(), lang)
        const rows: { name: string; origin: string; failure: Failure }[] = [
          { name: 'no such host', origin: 'https://eu.onetimesecret.com', failure: { code: 'noSuchHost' } },
          {
            name: 'a certificate nobody knows',
            origin: 'https://us.onetimesecret.com',
            failure: { code: 'untrusted' },
          },
          {
            name: 'no TLS where it must be',
            origin: 'https://ca.onetimesecret.com',
            failure: { code: 'untrusted' },
          },
          {
            name: 'a region that is down',
            origin: 'https://nz.onetimesecret.com',
            failure: { code: 'unreachable' },
          },
          { name: 'a port nobody listens on', origin: ways.gone.origin, failure: { code: 'unreachable' } },
          { name: 'another web server', origin: pages.origin, failure: { code: 'wrongPath' } },
        ]
        for (const { name, origin, failure } of rows) {
          await test.step(name, async () => {
            const before = server.log.length
            await composer.write(secret)
            await composer.chooseServer(origin)
            await composer.share()
            await composer.expectFailure(failure)
            expect(await composer.text(), `${name}: the text is kept`).toBe(secret)
            expect(server.log, `${name}: no other server is tried`).toHaveLength(before)
            await composer.chooseServer(server.origin)
            await composer.share()
            await composer.expectShared()
            expect(server.log, `${name}: at a server that is well`).toHaveLength(before + 1)
            await composer.another()
          })
        }
        expect(
          [...ways.untrusted.log, ...ways.plain.log],
          'nothing was said to servers nobody trusts',
        ).toEqual([])
        expect(pages.asked).toEqual(['POST /api/v1/share'])

        const back = await startServer({ port: ways.gone.port })
        await composer.write(secret)
        await composer.chooseServer(back.origin)
        await composer.share()
        await composer.expectShared()
        expect(shares(back), 'and a server that came back takes it').toHaveLength(1)
        await back.close()
      },
    )
  })

  test.describe(`the build that people install, in ${lang}`, () => {
    test.use({ lang, build: 'real' })

    test('asks for the permission that is missing before a word is sent', async ({
      page,
      popup,
      worker,
      server,
    }) => {
      await page.bringToFront()
      await chooseServer(worker, server.origin)
      const composer = await composerIn(await popup(), lang)
      await composer.write(secret)
      await composer.share()
      await composer.expectFailure({ code: 'noPermission' })
      await expect(composer.allowButton(server.origin)).toBeVisible()
      expect(await composer.text()).toBe(secret)
      expect(server.log).toEqual([])
    })
  })
}

// Below everything a page can reach: HttpNetworkTransaction::ShouldResendRequest, also for a POST.
test('a request that Chromium itself repeats, on a connection used before, still ends in a link that opens', async ({
  page,
  popup,
  worker,
  server,
}) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const composer = await composerIn(await popup())
  await composer.write('first')
  await composer.share()
  await composer.expectShared()
  await composer.another()
  await composer.write(secret)
  server.misbehave({ at: 'reset', stored: true }, 1)
  await composer.share()
  await composer.expectShared()
  const [, broken, repeated] = shares(server)
  expect(repeated?.body, 'the very same ciphertext').toEqual(broken?.body)
  expect(shares(server), 'and no more than once').toHaveLength(3)
  expect((await openAsRecipient(await composer.link(), server)).text).toBe(secret)
})

test('a whole journey leaves nothing in any console, and breaks no policy', async ({
  context,
  page,
  popup,
  worker,
  server,
}) => {
  const complaints = await hearComplaints(context, worker)
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const opened = await popup()
  const composer = await composerIn(opened)
  await composer.write(secret)
  await opened.getByText('Passphrase, note, label').click()
  await opened.getByRole('button', { name: 'Make one up' }).click()
  await expect(opened.getByRole('textbox', { name: 'Passphrase' })).not.toHaveValue('')
  await composer.share()
  await composer.expectShared()
  await opened.getByRole('button', { name: 'Copy the link' }).click()
  await expect(opened.getByRole('status')).toHaveText('Copied')
  await composer.another()
  expect(complaints).toEqual([])
  await worker.evaluate(() => void Promise.reject(new Error('of the worker')))
  await opened.evaluate(() => void Promise.reject(new Error('of the popup')))
  await opened.evaluate(() => document.body.setAttribute('style', 'color: red'))
  await expect.poll(() => complaints.join(), 'and would be heard').toMatch(/of the worker/)
  await expect.poll(() => complaints.join()).toMatch(/of the popup/)
  await expect.poll(() => complaints.join()).toMatch(/Content Security Policy/)
})

test.describe('a selection that cannot be shared', { tag: '@headed' }, () => {
  test('is put before the person, with what went wrong, and goes when they press', async ({
    context,
    page,
    pages,
    worker,
    server,
  }) => {
    await chooseServer(worker, server.origin)
    pages.put({ '/': { html: `<meta charset="utf-8"><body style="font-size: 20px"><pre>${secret}</pre>` } })
    await page.goto(pages.origin)
    server.misbehave({ at: 'html' })
    await page.locator('pre').selectText()
    const opened = popupOpening(context)
    await chooseOurItem(await pointIn(page.locator('pre')))
    const composer = await composerIn(await opened)
    await composer.expectFailure({ code: 'notAServer' })
    expect(await composer.text()).toBe(secret)
    expect(server.log).toHaveLength(1)
    server.misbehave(undefined)
    await composer.share()
    await composer.expectShared()
    expect((await openAsRecipient(await composer.link(), server)).text).toBe(secret)
  })
})
