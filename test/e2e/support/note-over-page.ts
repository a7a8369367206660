import type { Noting } from '../../../components/in-page/note'
import { expect } from './extension'
import type { ExtensionWorker } from './worker'

type Extension = Pick<ExtensionWorker, 'evaluate'>

/** What is seen of a note with a button: where the button is, whether it works, and how often it was pressed. */
export type Standing = {
  x: number
  y: number
  width: number
  opacity: string
  ready: boolean
  pressed: number
}

/** Shows a note with a button over a page, as the extension does. */
export async function noteOver(extension: Extension, address: string): Promise<void> {
  await extension.evaluate(async (address: string) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id ?? -1
    const target = { tabId }
    await chrome.scripting.executeScript({ target, files: ['/note.js'] })
    await chrome.scripting.executeScript({
      target,
      func: () => {
        const world = globalThis as { cachetNote?: Noting; pressed?: number }
        world.pressed = 0
        const press = () => {
          world.pressed = (world.pressed ?? 0) + 1
        }
        world.cachetNote?.showNote({ words: 'some words', lang: 'en', button: { words: 'Press me', press } })
      },
    })
  }, address)
}

/** `undefined` once it is gone from where it was put. */
export async function standing(extension: Extension, address: string): Promise<Standing | undefined> {
  return extension.evaluate(async (address: string) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id ?? -1
    const [seen] = await chrome.scripting.executeScript({
      target: { tabId },
      func: () => {
        type Opened = HTMLElement & { openOrClosedShadowRoot?: ShadowRoot }
        const host = [...document.querySelectorAll<Opened>('html > [popover]')].find(
          ({ lang }) => lang === 'en',
        )
        const root = host && (host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host))
        const button = root?.querySelector('button')
        if (!host || !button) return undefined
        const { x, y, width, height } = button.getBoundingClientRect()
        return {
          x: x + width / 2,
          y: y + height / 2,
          width,
          opacity: getComputedStyle(host).opacity,
          ready: button.ariaDisabled === 'false',
          pressed: (globalThis as { pressed?: number }).pressed ?? 0,
        }
      },
    })
    return seen?.result ?? undefined
  }, address)
}

/** How often the button was pressed, also of a note that is gone. */
export async function pressed(extension: Extension, address: string): Promise<number> {
  return extension.evaluate(async (address: string) => {
    const tabId = (await chrome.tabs.query({})).find(({ url }) => url === address)?.id ?? -1
    const [seen] = await chrome.scripting.executeScript({
      target: { tabId },
      func: () => (globalThis as { pressed?: number }).pressed ?? 0,
    })
    return seen?.result ?? 0
  }, address)
}

const rule = (css: string) =>
  `document.head.append(Object.assign(document.createElement('style'), { textContent: ${JSON.stringify(css)} }))`
const everything =
  'opacity:0!important;inset:0!important;width:100vw!important;height:100vh!important;max-width:none!important;max-height:none!important;transform:scale(20)!important;filter:opacity(0)!important;clip-path:inset(50%)!important;pointer-events:none!important;display:none!important;visibility:hidden!important;zoom:9!important;transition:all 9s!important;animation:fade 9s infinite!important'
const cover = `Object.assign(document.createElement('div'), { popover: 'manual' })`
const covering =
  'position:fixed;inset:0;width:100vw;height:100vh;margin:0;border:0;background:#fff;pointer-events:none'
const host = `document.querySelector('html > [popover][lang=en]')`

/** What a page does to a note whose button is ready, and what becomes of it. `also` not in Firefox: it does not tell. */
export const tricks: {
  name: string
  does: string
  becomes: 'as it was' | 'not pressable'
  chromiumOnly?: boolean
}[] = [
  {
    name: 'rules with more weight than any',
    does: rule(
      `@keyframes fade { from, to { opacity: 0; transform: scale(20) } } html > [popover] { ${everything} } @layer a { html > [popover] { ${everything} } } [popover]:not(:popover-open), [popover]:popover-open { ${everything} }`,
    ),
    becomes: 'as it was',
  },
  {
    name: 'an animation',
    does: `${host}.animate([{ opacity: 0, transform: 'scale(20)', width: '100vw' }, { opacity: 0, transform: 'scale(20)', width: '100vw' }], { duration: 1e9, fill: 'both' })`,
    becomes: 'as it was',
  },
  {
    name: 'a style of its own on it',
    does: `{ const { style } = ${host}; for (const [name, value] of Object.entries({ opacity: '0', inset: '0', width: '100vw', transform: 'scale(20)' })) style.setProperty(name, value, 'important') }`,
    becomes: 'as it was',
  },
  { name: 'no style at all', does: `${host}.removeAttribute('style')`, becomes: 'as it was' },
  {
    name: 'another style, again and again',
    does: `(function again() { const it = ${host}; if (!it) return; it.style.setProperty('opacity', '0', 'important'); setTimeout(again) })()`,
    becomes: 'not pressable',
  },
  { name: 'taking it away', does: `${host}.remove()`, becomes: 'not pressable' },
  {
    name: 'putting it elsewhere',
    does: `{ const it = ${host}; const box = document.createElement('div'); box.style.opacity = '0'; document.body.append(box); box.append(it); it.showPopover() }`,
    becomes: 'not pressable',
  },
  { name: 'closing it', does: `${host}.hidePopover()`, becomes: 'not pressable' },
  {
    name: 'closing it for good',
    does: `${host}.removeAttribute('popover')`,
    becomes: 'not pressable',
  },
  {
    name: 'something over it, through which one can press',
    does: `{ const cover = ${cover}; cover.style = '${covering}'; document.body.append(cover); cover.showPopover() }`,
    becomes: 'not pressable',
  },
  {
    name: 'a small thing over its button, through which one can press',
    does: `{ const cover = ${cover}; cover.style = '${covering};inset:auto 40px 40px auto;width:90px;height:30px'; document.body.append(cover); cover.showPopover() }`,
    becomes: 'not pressable',
  },
  {
    name: 'something over it that is not to be found',
    does: `{ const box = document.createElement('div'); document.body.append(box); const cover = ${cover}; cover.style = '${covering}'; box.attachShadow({ mode: 'closed' }).append(cover); cover.showPopover() }`,
    becomes: 'not pressable',
    chromiumOnly: true,
  },
  {
    name: 'a dialog that stops everything else',
    does: `{ const dialog = document.createElement('dialog'); document.body.append(dialog); dialog.showModal() }`,
    becomes: 'not pressable',
  },
  { name: 'a page that is magnified', does: rule('html { zoom: 20 }'), becomes: 'not pressable' },
  {
    name: 'a page that is not shown',
    does: rule('html { display: none !important }'),
    becomes: 'not pressable',
  },
  {
    name: 'a page whose content is skipped',
    does: rule('html { content-visibility: hidden !important }'),
    becomes: 'not pressable',
  },
  {
    name: 'a picture of the page from before',
    does: `${rule('::view-transition { pointer-events: none } ::view-transition-new(root) { display: none } ::view-transition-old(root) { animation: none; opacity: 1 } ::view-transition-group(root) { animation-duration: 1000s }')}; document.startViewTransition(() => {})`,
    becomes: 'not pressable',
  },
]

/** A page of either browser's driver, as far as a trick needs it. */
type Played = {
  evaluate(does: string): Promise<unknown>
  mouse: { click(x: number, y: number): Promise<void> }
  close(): Promise<void>
}
type On = { page: Played; extension: Extension; address: string; early: Standing }

/** Has the page play its trick on a note whose button works, and a person press where that was. */
export async function play(
  { name, does, becomes }: (typeof tricks)[number],
  { page, extension, address, early }: On,
): Promise<void> {
  const now = () => standing(extension, address)
  await page.evaluate(does)
  const { x, y } = early
  if (becomes === 'as it was') {
    await expect.poll(now, name).toEqual({ ...early, ready: true })
    await page.mouse.click(x, y)
    await expect.poll(() => pressed(extension, address), name).toBe(1)
  } else {
    await expect.poll(async () => (await now())?.ready ?? false, name).toBe(false)
    await page.mouse.click(x, y)
    expect(await pressed(extension, address), name).toBe(0)
  }
  await page.close()
}
