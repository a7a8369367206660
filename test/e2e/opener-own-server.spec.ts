import { makeOpenerLink } from '../../lib/domain/link'
import { expect } from './support/extension'
import { test } from './support/opener'
import {
  messageWith,
  playwrightTab,
  pressesLine,
  readOnOwnServer,
  readThroughServersPage,
} from './support/opener-journey'
import { readings, sealOn } from './support/sealed'

const text = 'user:\tdeploy\n\tpass: hunter2-Correct — ünïcødé 🔑\n<b>not bold</b>'

test.describe('an opener page on the secret’s own server, in Chromium', () => {
  test('from the message to the secret in two presses; elsewhere in five', async ({
    page,
    context,
    server,
    pages,
    ownOpener,
    openerHtml,
    asked,
    complaints,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const link = makeOpenerLink(ownOpener, await sealOn(server, { text }))
    pages.put({ '/own': { html: messageWith(link) } })
    const own = await readOnOwnServer(playwrightTab(page), { message: `${pages.origin}/own`, text })
    console.log(pressesLine('Chromium', 'own server', own))
    expect(own).toEqual({ opened: 2, read: 3 })
    expect(readings(server)).toMatchObject([{ method: 'POST', body: Buffer.from(''), status: 200 }])
    const api = asked.filter(url => url.startsWith(`${server.origin}/api/`))
    expect(api.map(url => new URL(url).pathname).sort()).toEqual([])
    expect(complaints).toEqual([])
  })
})
