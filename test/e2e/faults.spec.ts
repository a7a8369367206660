import type { Server } from '../server/server'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer, shares } from './support/journey'
import { answered, typedSealed, typedStandard } from './support/misfortunes'
import { inTwo, thorough, tier } from './support/tiers'

const secret = 'hunter2\n\tline two'

const posts = (server: Server) => server.log.filter(({ method }) => method === 'POST')

for (const lang of ['en', 'fr'] as const) {
  test.describe(
    `what goes wrong is said in its own sentence and costs no text, in ${lang}`,
    tier(lang === 'en'),
    () => {
      test.use({ lang })
      test.beforeEach(async ({ page, worker, server }) => {
        await page.bringToFront()
        await chooseServer(worker, server.origin)
      })

      // The standard ones are the sealed ones and more.
      const typed = { sealed: typedSealed, standard: typedStandard }
      for (const mode of lang === 'en' ? (['sealed', 'standard'] as const) : (['standard'] as const)) {
        test(
          `${mode}: what cannot be shared as it is never leaves, and can be mended`,
          tier(mode === 'sealed'),
          async ({ popup, server }) => {
            const composer = await composerIn(await popup(), lang)
            for (const { name, text, passphrase = '', failure } of typed[mode]) {
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
          },
        )
      }

      for (const { part, rows, tier } of inTwo(answered, 3))
        test(
          `a server that answers badly is asked once, and again when the person presses: ${part}`,
          tier,
          async ({ popup, server }) => {
            const composer = await composerIn(await popup(), lang)
            for (const { name, how, failure } of rows) {
              await test.step(name, async () => {
                const before = shares(server).length
                await composer.write(secret)
                server.misbehave(how)
                await composer.share()
                await composer.expectFailure(failure)
                expect(await composer.text(), `${name}: the text is kept`).toBe(secret)
                expect(shares(server), name).toHaveLength(before + 1)
                server.misbehave(undefined)
                await composer.share()
                await composer.expectShared()
                expect(shares(server), `${name}: once it answers well`).toHaveLength(before + 2)
                await composer.another()
              })
            }
          },
        )

      // What follows is no other in another language.
      if (lang !== 'en') return

      test('a server that never answers is given up after 20 seconds, and asked once', {
        tag: thorough,
      }, async ({ popup, server }) => {
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
        test(
          `a connection that breaks ${stored ? 'after' : 'before'} the secret is stored is said to leave the outcome open`,
          tier(!stored),
          async ({ popup, server }) => {
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
          },
        )
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
    },
  )
}
