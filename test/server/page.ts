import { randomBytes } from 'node:crypto'
import type { Answer } from './answer'
import type { Settings } from './settings'
import type { Stored } from './store'

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 34rem; margin: 12vh auto; padding: 0 1rem }
  main { border: 1px solid #8884; border-radius: .75rem; padding: 1.5rem 2rem }
  h1 { font-size: 1.25rem } p { opacity: .8 }
  button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: .5rem; background: #b5402c; color: #fff }
  input, textarea { font: inherit; box-sizing: border-box; width: 100%; margin: 0 0 1rem; padding: .5rem }
  textarea { min-height: 8rem; font-family: ui-monospace, monospace }
`

const script = `
  const form = document.querySelector('form')
  form?.addEventListener('submit', async event => {
    event.preventDefault()
    const passphrase = form.elements.namedItem('passphrase')?.value ?? ''
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ passphrase, continue: true }),
    })
    const said = document.querySelector('[role=status]')
    if (!answer.ok) {
      said.textContent = passphrase ? 'Double check that passphrase' : 'It is not available any more.'
      return
    }
    const { record } = await answer.json()
    const area = document.createElement('textarea')
    if (form.dataset.textName) area.id = 'secret-content-' + record.shortkey
    area.readOnly = true
    area.setAttribute('aria-label', 'Secret content')
    area.value = record.secret_value
    // The older page has a box around the text and its button, and no names.
    const box = document.createElement('div')
    box.className = 'relative'
    const copy = document.createElement('button')
    copy.type = 'button'
    copy.title = 'Copy to clipboard'
    copy.addEventListener('click', async () => {
      await navigator.clipboard.writeText(area.value)
      said.textContent = 'Copied!'
    })
    box.append(area, copy)
    form.replaceWith(...(form.dataset.textName ? [area, copy] : [box]))
    said.textContent = 'You can only see this once.'
  })
`

/** The page on which a recipient without the extension reads a secret. */
export function recipientPage(settings: Settings, key: string, stored: Stored | undefined): Answer {
  return stored ? page(settings, 'You have a message', form(settings, key, stored)) : goneSecret(settings)
}

export function homePage(settings: Settings, profile: string): Answer {
  return page(
    settings,
    'A server for trying things out',
    `<p>It speaks the v1 API as Onetime Secret ${settings.version} does (profile ${profile}).
     Everything is kept in memory and forgotten when it stops.</p>`,
  )
}

export function missingPage(settings: Settings): Answer {
  return { ...page(settings, 'Page not found', ''), status: 404 }
}

function goneSecret(settings: Settings): Answer {
  return page(
    settings,
    'That information is no longer available',
    '<p>It was read, burned or has expired, or it never was.</p>',
  )
}

function form({ page: { revealPath, csp, textName } }: Settings, key: string, stored: Stored): string {
  const id = (name: string) => (csp ? ` data-testid="${name}"` : '')
  const passphrase =
    stored.passphrase === ''
      ? ''
      : '<input name="passphrase" type="password" autocomplete="off" placeholder="Passphrase" aria-label="Passphrase">'
  return `<form method="post" action="${revealPath}/${key}/reveal"${id('secret-confirmation-form')}${textName ? ' data-text-name="yes"' : ''}>
    ${passphrase}
    <button type="submit"${id('secret-reveal-submit')}>Click to reveal</button>
  </form>
  <p role="status">It can be seen once.</p>`
}

function page(settings: Settings, title: string, main: string): Answer {
  const nonce = randomBytes(16).toString('base64')
  const marked = settings.page.csp ? ` nonce="${nonce}"` : ''
  const hostile = settings.hostileScript ? `<script${marked}>${settings.hostileScript}</script>` : ''
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
${hostile}
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style${marked}>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
<script${marked}>${script}</script>
</body>
</html>
`
  return { status: 200, headers: pageHeaders(settings, nonce), body }
}

function pageHeaders(settings: Settings, nonce: string): Record<string, string> {
  const usual = { 'content-type': 'text/html; charset=utf-8', 'x-robots-tag': 'noindex' }
  if (!settings.page.csp) return usual
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return { ...usual, 'content-security-policy': policy.join('; ') }
}
