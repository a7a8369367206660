import { hostileScript, told } from './support/hostile'
import { expectNotice } from './support/in-page-notice'
import {
  expectRevealing,
  expectUnread,
  historyOf,
  loseTheRace,
  sendSealed,
  untilListening,
  visit,
} from './support/recipient'
import { expect, test } from './support/regional'

const eu = 'https://eu.onetimesecret.com'

test.use({ serverOptions: { settings: { hostileScript } } })

test('Back from a link met in its page shows the site, whose scripts find no trace of the key', async ({
  page,
  server,
  worker,
  extensionId,
}) => {
  const sent = await sendSealed(server, eu)
  await untilListening(worker)
  await loseTheRace(worker)
  await visit(page, sent.link)
  await expectRevealing(page, worker, { given: sent.link })
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Click to reveal' })).toBeVisible()
  expect(page.url()).toBe(sent.plain)
  await expect.poll(() => told(server).filter(line => line.includes('at load'))).toHaveLength(1)
  const all = told(server).join()
  for (const trace of [sent.key.slice(1), extensionId, 'chrome-extension:', 'cachet'])
    expect(all.toLowerCase()).not.toContain(trace.toLowerCase())
  expectUnread(server, sent)
})

test('a link that was cut goes to our page too, where the secret is safe from it', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  const cut = sent.link.slice(0, -30)
  await visit(page, cut)
  await expectRevealing(page, worker, { given: cut })
  expectUnread(server, sent)
})

test('a link pasted over its own open page is taken before the page can look', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await page.goto(sent.plain)
  await expect.poll(() => told(server).length).toBeGreaterThan(0)
  await visit(page, sent.link)
  await expectRevealing(page, worker, { given: sent.link })
  expect(told(server).join()).not.toContain(sent.key.slice(1))
  expect((await historyOf(page)).join()).not.toContain(sent.key)
  expectUnread(server, sent)
})

test('a window of the same site that never stops looking does not see the key', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await untilListening(worker)
  server.misbehave({ at: 'hang', stored: false }, 1, /^\/secret\//)
  await page.goto(eu)
  const opened = page.waitForEvent('popup')
  await page.evaluate(() => {
    const other = open('about:blank')
    const seen: string[] = []
    Object.assign(window, { seen })
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      try {
        if (other && !seen.includes(other.location.href)) seen.push(other.location.href)
      } catch {}
      port2.postMessage(0)
    }
    port2.postMessage(0)
  })
  const tab = await opened
  await visit(tab, sent.link)
  await expectRevealing(tab, worker, { given: sent.link })
  expect(await page.evaluate(() => Reflect.get(window, 'seen') as unknown)).toEqual(['about:blank'])
})

test('what is not ours is left as it is, and cannot tell that we are there', async ({
  page,
  server,
  worker,
  extensionId,
}) => {
  const sent = await sendSealed(server, eu)
  const globals: string[] = []
  for (const address of [eu, `${eu}/#c1.abc`, sent.plain, `${sent.plain}#section`, `${sent.plain}#c2.abc`]) {
    const before = told(server).length
    await page.goto('about:blank')
    await page.goto(address)
    // What it tells comes in any order.
    const now = () => told(server).slice(before)
    await expect
      .poll(now, 'the page ran to its end')
      .toEqual(
        expect.arrayContaining([expect.stringMatching(/^\["start"/), expect.stringContaining('at load')]),
      )
    expect(page.url().replace(/\/$/, '')).toBe(address)
    const start = now().find(line => line.startsWith('["start"'))
    globals.push(/"globals":\[[^\]]*\]/.exec(start ?? '')?.[0] ?? address)
  }
  expect(new Set(globals).size, 'a page with our script has the same names as one without').toBe(1)
  for (const trace of [extensionId, 'chrome-extension:', 'cachet', 'popover', '"message"'])
    expect(told(server).join()).not.toContain(trace)
  const kept = Object.keys(await worker.evaluate(() => chrome.storage.session.get(null)))
  expect(kept.filter(key => key.startsWith('revealing:'))).toEqual([])
  expectUnread(server, sent)
})

test('a link that nobody takes stands in the address again, unread, and a reload tries again', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await untilListening(worker)
  await worker.evaluate(() => {
    const { update } = chrome.tabs
    // Once on its way and once in its page.
    let left = 2
    const refuse = () => {
      left -= 1
      if (left === 0) Object.assign(chrome.tabs, { update })
      return Promise.reject(new Error('no'))
    }
    Object.assign(chrome.tabs, { update: refuse })
  })
  await visit(page, sent.link)
  await expectNotice(worker, sent.link, 'Reload the page to try again.')
  expect(page.url()).toBe(sent.link)
  await page.screenshot({ path: 'test/results/screens/not-taken.png' })
  // By the mouse alone: Playwright's own click waits for where the form would lead, and it leads nowhere.
  const button = await page.getByRole('button', { name: 'Click to reveal' }).boundingBox()
  await page.mouse.click((button?.x ?? 0) + 5, (button?.y ?? 0) + 5)
  expect(told(server), 'there is no script to see it').toEqual([])
  expect(page.url()).toBe(sent.link)
  expectUnread(server, sent)
  await page.evaluate(() => location.reload()).catch(() => undefined)
  await expectRevealing(page, worker, { given: sent.link })
})

test('a page that is fetched or rendered ahead takes nobody anywhere, until a person goes there', async ({
  page,
  server,
  worker,
}) => {
  const [fetched, linked, rendered] = [
    await sendSealed(server, eu),
    await sendSealed(server, eu),
    await sendSealed(server, eu),
  ]
  await page.goto(eu)
  await page.evaluate(
    ([fetched, linked, rendered]) => {
      const { nonce } = document.querySelector('script') ?? {}
      for (const [kind, url] of [
        ['prefetch', fetched],
        ['prerender', rendered],
      ]) {
        const rules = document.createElement('script')
        rules.type = 'speculationrules'
        rules.nonce = nonce ?? ''
        const rule = { source: 'list', urls: [url], eagerness: 'immediate' }
        rules.textContent = JSON.stringify({ [kind ?? '']: [rule] })
        document.head.append(rules)
      }
      const link = document.createElement('link')
      Object.assign(link, { rel: 'prefetch', href: linked })
      document.head.append(link)
    },
    [fetched.link, linked.link, rendered.link],
  )
  const ahead = ({ plain }: { plain: string }) =>
    server.log
      .filter(({ path }) => plain.endsWith(path))
      .map(({ headers }) => headers['sec-purpose'])
      .join()
  await expect.poll(() => ahead(fetched)).toBe('prefetch')
  await expect.poll(() => ahead(linked)).toBe('prefetch')
  await expect.poll(() => ahead(rendered)).toBe('prefetch;prerender')
  // Our script is there as well, in the page that nobody sees.
  const session = await worker.evaluate(() => chrome.storage.session.get(null))
  expect(Object.keys(session).filter(key => key.startsWith('revealing:'))).toEqual([])
  expect(page.url()).toBe(`${eu}/`)

  await page
    .evaluate(link => {
      location.href = link
    }, rendered.link)
    .catch(() => undefined)
  await expectRevealing(page, worker, { given: rendered.link })
  expect((await historyOf(page)).join()).not.toContain(rendered.key)
  const began = told(server).filter(line => line.startsWith('["start"'))
  expect(began, 'the page that was rendered ahead ran no script').toHaveLength(1)
  expectUnread(server, fetched, linked, rendered)
})
