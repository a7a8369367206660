import type { Failure } from '../../lib/domain/share-outcome'
import { startServer } from '../server/server'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer, openAsRecipient, shares } from './support/journey'
import { thorough, tier } from './support/tiers'
import { test as onTheWay } from './support/ways'
import type { ExtensionWorker } from './support/worker'

const secret = 'hunter2\n\tline two'

/** Offers these servers in the composer, the first one chosen. */
async function offer(worker: ExtensionWorker, [first, ...more]: [string, ...string[]]): Promise<void> {
  await chooseServer(worker, first)
  await worker.evaluate(async more => {
    const { settings } = await chrome.storage.local.get<{ settings: { servers: string[] } }>('settings')
    await chrome.storage.local.set({ settings: { ...settings, servers: [...settings.servers, ...more] } })
  }, more)
}

for (const lang of ['en', 'fr'] as const) {
  onTheWay.describe(`what goes wrong on the way is told apart, in ${lang}`, tier(lang === 'en'), () => {
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
            const before = shares(server).length
            await composer.write(secret)
            await composer.chooseServer(origin)
            await composer.share()
            await composer.expectFailure(failure)
            expect(await composer.text(), `${name}: the text is kept`).toBe(secret)
            expect(shares(server), `${name}: no other server is tried`).toHaveLength(before)
            await composer.chooseServer(server.origin)
            await composer.share()
            await composer.expectShared()
            expect(shares(server), `${name}: at a server that is well`).toHaveLength(before + 1)
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

  test.describe(`the build that people install, in ${lang}`, tier(lang === 'en'), () => {
    test.use({ lang, build: 'real' })

    test('asks for the permission that is missing before a word is sent', { tag: thorough }, async ({
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
