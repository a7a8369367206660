import type { Page } from 'puppeteer-core'
import { expect } from './support/extension'
import { chooseServerIn } from './support/firefox-page'
import { test } from './support/ruled-firefox'
import { thorough } from './support/tiers'

/** Sends a draft to the background, as somebody does who has opened one of our own pages and its console. */
const shareByHand = (page: Page, server: string, passphrase: string): Promise<string> =>
  page.evaluate(
    async ask => {
      const { browser } = globalThis as unknown as {
        browser: { runtime: { sendMessage(message: unknown): Promise<unknown> } }
      }
      return JSON.stringify(await browser.runtime.sendMessage({ to: 'background', name: 'share', ask }))
    },
    {
      ...{ mode: 'sealed', server, account: null, ttl: 600 },
      ...{ text: 'hunter2', note: '', label: '', passphrase },
    },
  )

test('Firefox reads the rules from its policies.json, and a message made by hand does not get round them', {
  tag: thorough,
}, async ({ firefox, ruled, server }) => {
  const executable = await ruled({
    passphraseRequired: true,
    sealedRequired: true,
    longestLifetime: 3600,
  })
  const { openPage } = await firefox({ executable })
  const popup = await openPage('popup.html')
  await chooseServerIn(popup, server.origin)
  await expect.poll(() => popup.$$eval('.forced', found => found.length)).toBe(3)
  expect(await shareByHand(popup, server.origin, '')).toContain('needsPassphrase')
  expect(server.log).toEqual([])
  expect(await shareByHand(popup, server.origin, 'glue-noble')).toContain('"at":"shared"')
})

for (const rules of [{ sealedRequired: 'yes' }, { sealedRequierd: true }]) {
  test(`${JSON.stringify(rules)} in policies.json is not taken for no rule`, { tag: thorough }, async ({
    firefox,
    ruled,
    server,
  }) => {
    const { openPage } = await firefox({ executable: await ruled(rules) })
    const options = await openPage('options.html')
    await options.waitForSelector('#rules')
    expect(await shareByHand(options, server.origin, '')).toContain('policyBroken')
    expect(server.log).toEqual([])
  })
}
