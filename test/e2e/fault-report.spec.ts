import { expect, test } from './support/begun'
import { expectNothingLeaked } from './support/journey'
import { unfold } from './support/settings'

const secret = 'hunter2-Correct-zqxj'

test('a failed share is in the report as a code, and nothing of what was shared', async ({
  begin,
  openPage,
  popup,
  server,
  context,
}) => {
  await begin()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  server.misbehave({ at: 'status', status: 500 })
  const sharing = await popup()
  await sharing.getByRole('textbox', { name: 'Your secret' }).fill(secret)
  await sharing.getByRole('button', { name: /^Share as secret/ }).click()
  await expect(sharing.getByRole('alert')).toBeVisible()

  const settings = await openPage('options.html#report')
  await unfold(settings, 'report')
  const report = settings.getByRole('textbox', { name: 'Report a fault' })
  await expect(report).toHaveValue(/Browser: Chrome \d+, Linux\n/)
  await expect(report).toHaveValue(/\n- \d+ s ago: share, serverError/)
  const text = await report.inputValue()
  expect(text).toContain('Server: this computer; sealed;')
  for (const part of [secret, 'zqxj', '127.0.0.1', server.origin]) expect(text).not.toContain(part)
  expectNothingLeaked(server, [secret])

  await settings.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(settings.getByRole('button', { name: 'Copied', exact: true })).toBeVisible()
  expect(await settings.evaluate(() => navigator.clipboard.readText())).toBe(text)
})
