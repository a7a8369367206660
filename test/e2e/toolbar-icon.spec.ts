import { toolbarIconPaths, toolbarIcons } from '../../lib/domain/toolbar-icon'
import { expect, test } from './support/extension'
import { commandLock, passphrase, setLock } from './support/lock'
import { askFrom } from './support/watching'

test('the toolbar button says in words that it is locked, and Chromium can show each of its icons', async ({
  openPage,
  worker,
}) => {
  const title = () => worker.evaluate(() => chrome.action.getTitle({}))
  await expect.poll(title).toBe('Cachet')
  await setLock(await openPage('options.html'))
  await commandLock(worker)
  await expect.poll(title).toBe('Cachet is locked')
  await worker.stop()
  expect(await title()).toBe('Cachet is locked')
  await askFrom(await openPage('opener.html'), 'unlock', { passphrase })
  await expect.poll(title).toBe('Cachet')
  // Where one cannot be read, the background goes on without it.
  for (const icon of toolbarIcons)
    await worker.evaluate(path => chrome.action.setIcon({ path }), toolbarIconPaths(icon))
})
