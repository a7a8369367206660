import { makeOpenerLink } from '../../lib/domain/link'
import { expect } from './support/extension'
import type { Theme } from './support/launch'
import { test as base } from './support/opener'
import { messageWith, pressesLine, readThroughServersPage } from './support/opener-journey'
import { readings, sealOn } from './support/sealed'
import { launchWebKit, type WebKit } from './support/webkit'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑\n<b>not bold</b>'

const test = base.extend<{ webkit: WebKit }>({
  webkit: async ({ theme }, use) => {
    const webkit = await launchWebKit({ theme })
    await use(webkit)
    await webkit.close()
  },
})

test('WebKit: through the server’s page, from a web site', async ({
  webkit: { tab },
  server,
  pages,
  openerHtml,
}) => {
  const sealed = await sealOn(server, { text })
  const link = makeOpenerLink(`${pages.otherSite}/opener.html`, sealed)
  pages.put({ '/opener.html': { html: openerHtml }, '/chat': { html: messageWith(link) } })
  const presses = await readThroughServersPage(tab, {
    message: `${pages.origin}/chat`,
    text,
    server: new URL(server.origin).host,
  })
  console.log(pressesLine('WebKit', 'another site', presses))
  expect(presses.opened).toBe(5)
  expect(readings(server)).toHaveLength(1)
})
