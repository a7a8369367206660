import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findCommand } from '../../tools/browsers'
import { startDisplay } from '../../tools/display'
import type { Theme } from './launch'
import type { Tab } from './opener-journey'

export type WebKit = {
  /** The tab that was there at the start. */
  tab: WebKitTab
  close(): Promise<void>
}

export type WebKitTab = Omit<Tab, 'clickToTab' | 'newTab'> & {
  clickToTab(role: 'button' | 'link', name: string): Promise<WebKitTab>
  newTab(): Promise<WebKitTab>
  /** The tab that opens when this is done. */
  toTab(act: () => Promise<void>): Promise<WebKitTab>
  /** Presses what a selector finds. */
  press(selector: string): Promise<void>
  /** Keys and letters, where the focus is: `Tab`, `Control+a`, `x`. Its driver knows no letters beyond 16 bits. */
  keys(...keys: string[]): Promise<void>
  /** Runs a function in the page. */
  evaluate<Args extends unknown[], Result>(
    run: (...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>>
  /** The screen's part, in CSS pixels: a phone has some 380 × 700. */
  resize(width: number, height: number): Promise<void>
  /** Keeps a picture of what is in sight. */
  screenshot(path: string): Promise<void>
}

/** WebDriver's name for an element in its answers (https://www.w3.org/TR/webdriver2/#elements). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'
/** Keys that are no letters (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const keyCodes: Record<string, string> = {
  Control: '\uE009',
  Shift: '\uE008',
  Tab: '\uE004',
  Enter: '\uE007',
}

/** How long something may take to appear. */
const patience = 20_000

/**
 * WebKit, as Debian builds it for GTK: its driver opens the small browser that comes with it. Each has a profile, a
 * clipboard and a display of its own, as without a window manager the window under the mouse has the focus.
 */
export async function launchWebKit(theme: Theme): Promise<WebKit> {
  const driverPath = findCommand('WebKitWebDriver')
  if (!driverPath)
    throw new Error(
      'No WebKitWebDriver found: install Debian’s package webkit2gtk-driver. Only Linux has it.',
    )
  const home = await mkdtemp(join(tmpdir(), 'cachet-webkit-'))
  const settings = join(home, '.config')
  await mkdir(join(settings, 'gtk-3.0'), { recursive: true })
  // Otherwise its toolbar keeps the window wider than a phone.
  await writeFile(
    join(settings, 'gtk-3.0/gtk.css'),
    'toolbar, toolbar *, headerbar *, entry, button { min-width: 0; min-height: 0; margin: 0; padding: 0 }',
  )
  const display = await startDisplay()
  const port = await freePort()
  const driver = spawn(driverPath, ['-p', String(port)], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: display.name,
      GTK_THEME: theme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
      // Root has no sandbox; everybody else keeps it.
      ...(process.getuid?.() === 0 && { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' }),
    },
  })
  const dieToo = () => void driver.kill()
  process.once('exit', dieToo)
  const stop = async () => {
    process.removeListener('exit', dieToo)
    await end(driver)
    await display.stop()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const ask = commandsOf(`http://127.0.0.1:${port}`)
    await until('driver', () => ask('GET', '/status'))
    const { sessionId } = (await ask('POST', '/session', { capabilities: {} })) as { sessionId: string }
    const session: Command = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body)
    return {
      tab: createTab(session, String(await session('GET', '/window'))),
      async close() {
        await session('DELETE', '').catch(() => {})
        await stop()
      },
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

type Command = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<unknown>

const commandsOf =
  (driver: string): Command =>
  async (method, path, body) => {
    const answer = await fetch(driver + path, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })
    const { value } = (await answer.json()) as { value: unknown }
    if (!answer.ok) throw new Error(`WebKit: ${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }

function createTab(session: Command, handle: string): WebKitTab {
  const ask: Command = async (...command) => {
    await session('POST', '/window', { handle })
    return session(...command)
  }
  const idOf = (element: unknown) => (element as Record<string, string>)[elementKey] ?? ''
  const evaluate: WebKitTab['evaluate'] = async (run, ...args) =>
    (await ask('POST', '/execute/sync', { script: `return (${run}).apply(null, arguments)`, args })) as never

  async function elements(selector: string): Promise<string[]> {
    const found = await ask('POST', '/elements', { using: 'css selector', value: selector })
    return (found as unknown[]).map(idOf)
  }
  /** What a screen reader would find by this name, once it can be pressed. */
  const part = (role: 'button' | 'link', name: string) =>
    until(`${role} “${name}”`, async () => {
      for (const id of await elements(role === 'link' ? 'a' : 'button'))
        if (
          (await ask('GET', `/element/${id}/computedrole`)) === role &&
          (await ask('GET', `/element/${id}/computedlabel`)) === name &&
          (await ask('GET', `/element/${id}/attribute/aria-disabled`)) !== 'true'
        )
          return id
      return undefined
    })
  const field = (label: string) =>
    until(`field “${label}”`, async () => {
      for (const id of await elements('input, textarea'))
        if ((await ask('GET', `/element/${id}/computedlabel`)) === label) return id
      return undefined
    })
  const clickOn = (id: string) => ask('POST', `/element/${id}/click`)
  const shows = (selector: string, text: string) =>
    until(`“${text}”`, () =>
      evaluate(
        (selector, text) =>
          [...document.querySelectorAll<HTMLElement>(selector)].some(one => one.innerText.includes(text)) ||
          undefined,
        selector,
        text,
      ),
    )
  const handles = async () => (await session('GET', '/window/handles')) as string[]

  async function keys(...strokes: string[]): Promise<void> {
    const actions = strokes.flatMap(stroke => {
      const held = stroke.length === 1 ? [stroke] : stroke.split('+').map(key => keyCodes[key] ?? key)
      return [
        ...held.map(value => ({ type: 'keyDown', value })),
        ...held.reverse().map(value => ({ type: 'keyUp', value })),
      ]
    })
    await ask('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  const tab: WebKitTab = {
    goto: async address => void (await ask('POST', '/url', { url: address })),
    click: async (role, name) => void (await clickOn(await part(role, name))),
    clickToTab: (role, name) => tab.toTab(() => tab.click(role, name)),
    async toTab(act) {
      const before = await handles()
      await act()
      const opened = await until('tab of its own', async () =>
        (await handles()).find(one => !before.includes(one)),
      )
      return createTab(session, opened)
    },
    async type(label, text) {
      await clickOn(await field(label))
      await keys('Control+a', ...text)
    },
    value: async label => String(await ask('GET', `/element/${await field(label)}/property/value`)),
    heading: async text => void (await shows('h1', text)),
    says: async text => void (await shows('body', text)),
    paste: () => keys('Control+v'),
    reload: async () => void (await ask('POST', '/refresh')),
    async newTab() {
      const { handle } = (await ask('POST', '/window/new', { type: 'tab' })) as { handle: string }
      return createTab(session, handle)
    },
    async close(next) {
      await ask('DELETE', '/window')
      await next.toFront()
    },
    toFront: async () => void (await session('POST', '/window', { handle })),
    async press(selector) {
      await clickOn(await until(selector, async () => (await elements(selector))[0]))
    },
    keys,
    evaluate,
    async resize(width, height) {
      // Around the mouse, which waits in the middle of the display, 1600 × 1200.
      await ask('POST', '/window/rect', { x: 800 - Math.floor(width / 2), y: 0, width, height })
      await until('new size', () => evaluate(width => window.innerWidth === width || undefined, width))
    },
    async screenshot(path) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, Buffer.from(String(await ask('GET', '/screenshot')), 'base64'))
    },
  }
  return tab
}

/** Looks until there is something. */
async function until<Found>(what: string, look: () => Promise<Found | null | undefined>): Promise<Found> {
  const giveUp = performance.now() + patience
  let fault: unknown
  while (performance.now() < giveUp) {
    try {
      const found = await look()
      // WebDriver has no undefined.
      if (found !== undefined && found !== null) return found
    } catch (cause) {
      fault = cause
    }
    await pause(20)
  }
  throw new Error(`WebKit: there was no ${what}`, { cause: fault })
}

/** The driver does not tell which port it took if it is left the choice. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  await gone
}
