import { expectNotice, noticeIn, pressByScript } from './support/in-page-notice'
import { expectRevealing, sendSealed } from './support/recipient'
import { expect, test } from './support/regional'

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
  await page.getByLabel('Secret content').focus()
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
