import { dispatchMenuClick } from './support/chromium-events'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'
import { pageAt } from './support/page-at'
import { readings, sealOn } from './support/sealed'
import { thorough } from './support/tiers'

const letter = { text: 'hunter2-Correct\n\tline two' }

test('a link that is right-clicked is read on our page, one press later', async ({
  context,
  page,
  pages,
  worker,
  server,
}) => {
  await chooseServer(worker, server.origin)
  const link = await sealOn(server, letter)
  pages.put({
    '/': { html: `<p style="font-size: 20px"><a href="${link}">the password you asked for</a></p>` },
  })
  await page.goto(pages.origin)
  const told = { menuItemId: 'reveal', editable: false, pageUrl: page.url(), linkUrl: link } as const
  await dispatchMenuClick(worker, told)
  const reveal = await pageAt(context, '/reveal.html')
  await expect(reveal.getByText('The server cannot read it')).toBeVisible()
  expect(reveal.url(), 'the address holds a token, not the key').not.toContain('c1.')
  expect(readings(server)).toEqual([])
  await reveal.getByRole('button', { name: 'Read the secret' }).click()
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue(letter.text)
})

test('a link pasted into the composer is recognised, and read instead of shared', async ({
  context,
  page,
  popup,
  worker,
  server,
}) => {
  await page.bringToFront()
  await chooseServer(worker, server.origin)
  const link = await sealOn(server, letter)
  const opened = await popup()
  const secret = opened.getByRole('textbox', { name: 'Your secret' })
  await secret.fill(`see ${link}`)
  await expect(opened.getByText('This is a link to a secret.')).toBeHidden()
  await secret.fill(link)
  // The popup closes under the click, as it should.
  const [reveal] = await Promise.all([
    pageAt(context, '/reveal.html'),
    opened
      .getByRole('button', { name: 'Read the secret' })
      .click()
      .catch(() => {}),
  ])
  await reveal.getByRole('button', { name: 'Read the secret' }).click()
  await reveal.getByRole('button', { name: 'Show' }).click()
  await expect(reveal.locator('#text')).toHaveValue(letter.text)
  await page.bringToFront()
  await expect(
    (await popup()).getByRole('textbox', { name: 'Your secret' }),
    'the link is not left behind',
  ).toHaveValue('')
})

test('the popup leads to the page where a link can be pasted', async ({ context, page, popup }) => {
  await page.bringToFront()
  await (await popup())
    .getByRole('button', { name: 'Read a secret' })
    .click()
    .catch(() => {})
  const reveal = await pageAt(context, '/reveal.html')
  await expect(reveal.getByRole('textbox', { name: 'Link to a secret' })).toBeVisible()
})

test('Firefox reads a pasted link', { tag: thorough }, async ({ firefox, server }) => {
  const link = await sealOn(server, letter)
  const { openPage } = await firefox()
  const page = await openPage('reveal.html')
  await (await page.waitForSelector('#given'))?.type(link)
  await (await page.waitForSelector('button.primary'))?.click()
  await page.waitForSelector('.facts')
  await (await page.waitForSelector('button.primary[aria-disabled=false]'))?.click()
  await (await page.waitForSelector('.quiet'))?.click()
  await page.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('#text')?.value.includes('hunter2'),
  )
  expect(await page.$eval('#text', field => (field as HTMLTextAreaElement).value)).toBe(letter.text)
  expect(readings(server)).toHaveLength(1)
})
