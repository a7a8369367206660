import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import config from '../../wxt.config'

async function made(browser: 'chrome' | 'firefox') {
  const { manifest } = config
  if (typeof manifest !== 'function') throw new Error('the manifest is not made for each browser')
  return manifest({ browser, mode: 'production', command: 'build', manifestVersion: 3 })
}

const policyOf = async (browser: 'chrome' | 'firefox'): Promise<Map<string, string[]>> => {
  const policy = (await made(browser)).content_security_policy
  const text = typeof policy === 'object' ? (policy.extension_pages ?? '') : ''
  return new Map(
    text.split('; ').map(directive => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

test.each(['chrome', 'firefox'] as const)('plain http is for this computer alone, in %s', async browser => {
  const policy = await policyOf(browser)
  expect(policy.get('connect-src')).toEqual(["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'])
  expect(policy.get('default-src')).toEqual(["'none'"])
  expect(policy.get('script-src')).toEqual(["'self'"])
})

test('every permission has its reason in the README, and nothing else has one', async () => {
  const both = await Promise.all([made('chrome'), made('firefox')])
  const asked = both.flatMap(({ permissions = [], optional_permissions = [] }) => [
    ...permissions,
    ...optional_permissions,
  ])
  const [, table = ''] =
    /## Permissions, and why\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8')) ?? []
  const first = [...table.matchAll(/^\| (.*?) \| /gm)].map(([, cell = '']) => cell).join(' ')
  const explained = [...first.matchAll(/`(\w+)`/g)].map(([, name]) => name)
  expect(explained.toSorted()).toEqual([...new Set(asked.map(String))].toSorted())
})

const defined = async () =>
  (await config.vite?.({ browser: 'chrome', mode: 'production', command: 'build', manifestVersion: 3 }))
    ?.define
afterEach(() => {
  vi.unstubAllEnvs()
})
test.each([
  [undefined, 'undefined'],
  ['', 'undefined'],
  [' https://Open.example/opener.html# ', '"https://open.example/opener.html"'],
])('a build with the opener %j holds %s', async (typed, held) => {
  vi.stubEnv('WXT_OPENER', typed)
  expect(await defined()).toMatchObject({ 'import.meta.env.WXT_OPENER': held })
})
test.each(['open.example', 'http://open.example/', 'javascript:alert(1)', 'https://a:b@open.example/'])(
  'a build with the opener %s fails, with one sentence',
  async typed => {
    vi.stubEnv('WXT_OPENER', typed)
    await expect(defined()).rejects.toThrow(
      `WXT_OPENER is not the address of an opener page, which starts with https://: ${typed}`,
    )
  },
)
