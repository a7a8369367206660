import { expect, test } from 'vitest'
import config from '../../wxt.config'

const policyOf = async (browser: 'chrome' | 'firefox'): Promise<Map<string, string[]>> => {
  const { manifest } = config
  if (typeof manifest !== 'function') throw new Error('the manifest is not made for each browser')
  const made = await manifest({ browser, mode: 'production', command: 'build', manifestVersion: 3 })
  const policy = made.content_security_policy
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
