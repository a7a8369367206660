import { afterEach, describe, expect, test } from 'vitest'
import { type Profile, type Server, type Settings, startServer } from '../server/server'

let server: Server | undefined
afterEach(() => server?.close())

async function start(profile: Profile, settings: Partial<Settings> = {}) {
  server = await startServer({ profile, settings })
  return server
}

async function share({ origin }: Server, fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams(fields)
  const answer = await fetch(`${origin}/api/v1/share`, { method: 'POST', body })
  return (await answer.json()).secret_key
}

async function open({ origin }: Server, path: string) {
  const answer = await fetch(origin + path)
  return {
    status: answer.status,
    policy: answer.headers.get('content-security-policy'),
    html: await answer.text(),
  }
}

async function press(running: Server, html: string, passphrase = '') {
  const action = html.match(/action="([^"]+)"/)?.[1] ?? ''
  const answer = await fetch(running.origin + action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ passphrase, continue: true }),
  })
  return { status: answer.status, value: (await answer.json()).record?.secret_value }
}

describe.each(['0.18', '0.23', '0.25', '0.26'] as const)("the recipient's page of %s", profile => {
  test('shows the text to who presses the button, once', async () => {
    const running = await start(profile)
    const key = await share(running, { secret: 'a text' })
    const { html } = await open(running, `/secret/${key}`)
    expect(html).not.toContain('a text')
    expect(await press(running, html)).toEqual({ status: 200, value: 'a text' })
    expect((await press(running, html)).status).toBe(404)
  })

  test('asks for the passphrase where there is one', async () => {
    const running = await start(profile)
    const key = await share(running, { secret: 'a text', passphrase: 'correct horse' })
    const { html } = await open(running, `/secret/${key}`)
    expect(html).toContain('name="passphrase"')
    expect((await press(running, html, 'wrong')).status).toBe(404)
    expect((await press(running, html, 'correct horse')).value).toBe('a text')
  })

  test('says with a 200 that a secret is gone', async () => {
    const gone = await open(await start(profile), `/secret/${'x'.repeat(62)}`)
    expect(gone.status).toBe(200)
    expect(gone.html).not.toContain('<form')
    expect(gone.html).toContain('no longer available')
  })

  test('is not shown to search engines', async () => {
    expect((await open(await start(profile), '/')).html).toContain('name="robots" content="noindex"')
  })
})

test('only newer pages carry a policy, and their scripts its nonce', async () => {
  const old = await open(await start('0.23'), '/secret/none')
  expect(old.policy).toBeNull()
  await server?.close()
  const { policy, html } = await open(await start('0.26'), '/secret/none')
  const nonce = policy?.match(/script-src 'nonce-([^']+)'/)?.[1]
  expect(nonce).toBeTruthy()
  const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes?.trim())
  expect(scripts).toEqual([`nonce="${nonce}"`])
})

test('the button and the form of 0.26 have their test ids', async () => {
  const running = await start('0.26')
  const { html } = await open(running, `/secret/${await share(running, { secret: 'x' })}`)
  expect(html).toContain('data-testid="secret-confirmation-form"')
  expect(html).toContain('data-testid="secret-reveal-submit"')
})

test('a hostile script runs before anything else in the page', async () => {
  const { html } = await open(await start('0.26', { hostileScript: 'steal()' }), '/secret/none')
  expect(html.match(/<script[^>]*>([^<]*)/)?.[1]).toBe('steal()')
  expect(html.indexOf('steal()')).toBeLessThan(html.indexOf('<title>'))
})
