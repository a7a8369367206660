import { hearComplaints } from './support/complaints'
import { composerIn } from './support/composer'
import { expect, test } from './support/extension'
import { chooseServer } from './support/journey'

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
  await composer.write('hunter2\n\tline two')
  await opened.getByText('Passphrase, note, language and more').click()
  await opened.getByRole('button', { name: 'Generate one' }).click()
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
