import { expectNotice, noticeIn, pressByScript } from './support/in-page-notice'
import { expectRevealing, sendSealed } from './support/recipient'
import { expect, test } from './support/regional'
import { thorough } from './support/tiers'

const eu = 'https://eu.onetimesecret.com'
const offer = 'Open it with Cachet'

/** Twice as long as the script takes to look at a change: nothing tells that it saw nothing. */
const untilLooked = () => new Promise(done => setTimeout(done, 500))

test('the site’s own button used by mistake costs nothing: what it shows is opened here', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await page.goto(sent.plain)
  await page.getByRole('button', { name: 'Click to reveal' }).click()
  await expect(page.getByLabel('Secret content')).toHaveValue(sent.stored)
  await expectNotice(worker, sent.plain, offer)
  await page.screenshot({ path: 'test/results/screens/offer.png' })

  await pressByScript(worker, sent.plain)
  await page.evaluate(() => {
    const host = document.querySelector('html > [popover]')
    host?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    if (host instanceof HTMLElement) host.click()
  })
  await page.evaluate(() => new Promise(requestAnimationFrame))
  expect(page.url(), 'no script can press it').toBe(sent.plain)

  const { button } = (await noticeIn(worker, sent.plain)) ?? {}
  await page.mouse.click(button?.x ?? 0, button?.y ?? 0)
  await expectRevealing(page, worker, { given: '', shown: sent.stored })
})

test.describe('a page of 0.18, whose field has no name', () => {
  test.use({ serverOptions: { profile: '0.18' } })

  test('is seen to show a sealed text all the same', async ({ page, server, worker }) => {
    const sent = await sendSealed(server, eu)
    await page.goto(sent.plain)
    await page.getByRole('button', { name: 'Click to reveal' }).click()
    const area = page.getByLabel('Secret content')
    await expect(area).toHaveValue(sent.stored)
    expect(await area.getAttribute('id')).toBeNull()
    await expectNotice(worker, sent.plain, offer)
    const { button } = (await noticeIn(worker, sent.plain)) ?? {}
    await page.mouse.click(button?.x ?? 0, button?.y ?? 0)
    await expectRevealing(page, worker, { given: '', shown: sent.stored })
  })
})

test('wherever a page shows it after a person’s act, it is seen: and what is hidden is not', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  const ways: [name: string, html: string, seen: boolean][] = [
    ['in a paragraph', `<p>${sent.stored}</p>`, true],
    [
      'in a preformatted block, deep down',
      `<div><div><pre><code>${sent.stored}</code></pre></div></div>`,
      true,
    ],
    ['in a script', `<script type="text/plain">${sent.stored}</script>`, false],
    ['not displayed', `<p hidden>${sent.stored}</p>`, false],
  ]
  for (const [name, html, seen] of ways)
    await test.step(name, async () => {
      await page.goto(sent.plain)
      await page.mouse.click(5, 5)
      await page.evaluate(html => document.body.insertAdjacentHTML('beforeend', html), html)
      if (seen) return expectNotice(worker, sent.plain, offer)
      await untilLooked()
      expect(await noticeIn(worker, sent.plain), name).toBeUndefined()
    })
})

test('a page with a million nodes is not slowed down', { tag: thorough }, async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await page.goto(sent.plain)
  await page.evaluate(() => {
    const many = document.createElement('div')
    many.hidden = true
    many.innerHTML = '<i></i>'.repeat(1_000_000)
    document.body.append(many)
  })
  const longest = () =>
    page.evaluate(async () => {
      let worst = 0
      for (let turn = 0; turn < 20; turn += 1) {
        for (let more = 0; more < 50; more += 1) document.body.append(document.createElement('i'))
        // Longer than it waits before it looks.
        const until = performance.now() + 250
        let last = performance.now()
        while (last < until) {
          await new Promise(done => setTimeout(done))
          worst = Math.max(worst, performance.now() - last)
          last = performance.now()
        }
      }
      return worst
    })
  const before = await longest()
  await page.mouse.click(5, 5)
  const after = await longest()
  console.log(
    `longest wait in a page with a million nodes: ${before} ms before, ${after} ms while it is watched`,
  )
  expect(after).toBeLessThan(before + 50)
  await page.evaluate(text => document.body.append(text), sent.stored)
  await expectNotice(worker, sent.plain, offer)
})

test('the offer is pressed from the keyboard too, and leaves no mark on the page', async ({
  page,
  server,
  worker,
}) => {
  const sent = await sendSealed(server, eu)
  await page.goto(sent.plain)
  await page.getByRole('button', { name: 'Click to reveal' }).click()
  await expectNotice(worker, sent.plain, offer)
  const host = page.locator('html > [popover]')
  expect(await host.evaluate(node => [node.id, node.className, node.textContent, node.shadowRoot])).toEqual([
    '',
    '',
    '',
    null,
  ])
  // The last thing on the page: ours comes after it.
  await page.getByTitle('Copy to clipboard').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expectRevealing(page, worker, { given: '', shown: sent.stored })
})

test('nothing is offered for a text that is not sealed', async ({ page, server, worker }) => {
  const sent = await sendSealed(server, eu)
  const kept = server.secrets().find(({ value }) => value === sent.stored)
  if (!kept) throw new Error('nothing was stored')
  kept.value = 'hunter2'
  await page.goto(sent.plain)
  await page.getByRole('button', { name: 'Click to reveal' }).click()
  await expect(page.getByLabel('Secret content')).toHaveValue('hunter2')
  await untilLooked()
  expect(await noticeIn(worker, sent.plain)).toBeUndefined()
})

test.describe('a page that plants a sealed text', () => {
  const planted = `${Buffer.from('{"alg":"dir","typ":"cachet"}').toString('base64url')}..aaaa.aaaa.aaaa`
  const plant = `
    addEventListener('load', () => {
      const area = document.createElement('textarea')
      area.id = 'secret-content-planted'
      area.value = '${planted}'
      document.body.append(area)
      fetch('/planted')
    })
    addEventListener('mousedown', () => document.body.append('pressed'))
  `
  test.use({ serverOptions: { settings: { hostileScript: plant } } })

  test('does not learn that we are there before a person acts on it', async ({ page, server, worker }) => {
    const sent = await sendSealed(server, eu)
    await page.goto(sent.plain)
    // Not asked of the page itself: whatever a test runs there counts as a person's doing.
    await expect.poll(() => server.log.map(({ path }) => path)).toContain('/planted')
    await untilLooked()
    expect(await noticeIn(worker, sent.plain)).toBeUndefined()
    await page.mouse.click(5, 5)
    await expectNotice(worker, sent.plain, offer)
  })
})
