import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import type { ScreenPoint } from './screen-point'

/**
 * Where our entry stands. Chromium's last entry is Inspect, ours is the one above it, on text, links, fields,
 * frames and PDF alike; Firefox shows ours last. Up goes there, as the first Up in an open menu picks the last entry.
 */
const ours = { chromium: ['Up', 'Up'], firefox: ['Up'] }

/**
 * A real right click at a point of the display, and our entry of the menu chosen by key: the one way to get the
 * `activeTab` permission that a person's click gives. Tests that use it are tagged `@headed`.
 */
export async function chooseOurItem(
  at: ScreenPoint,
  { browser = 'chromium' }: { browser?: keyof typeof ours } = {},
) {
  const menu = await openContextMenu(at)
  await xdotool('key', ...ours[browser], 'Return')
  await menuClosed(menu)
}

/** A real right click, and the menu left open: for a look at it. `closeContextMenu` ends it. */
export async function openContextMenu(at: ScreenPoint): Promise<string> {
  const before = await visibleWindows()
  await xdotool('mousemove', String(at.x), String(at.y), 'click', '3')
  let menu = ''
  // A menu is a window of its own, and the page is told nothing of it. A tooltip is one too, but small.
  await expect(async () => {
    for (const window of await visibleWindows()) {
      if (!before.includes(window) && (await heightOf(window)) > 60) menu = window
    }
    expect(menu, 'the context menu opens').not.toBe('')
  }).toPass({ timeout: 20_000, intervals: [20] })
  return menu
}

/** How high the context menu is at a point: an entry more or less, and nothing else, makes the difference. */
export async function menuHeight(at: ScreenPoint): Promise<number> {
  const menu = await openContextMenu(at)
  const height = await heightOf(menu)
  await closeContextMenu(menu)
  return height
}

/** Closes what `openContextMenu` opened. */
export async function closeContextMenu(menu: string): Promise<void> {
  await xdotool('key', 'Escape')
  await menuClosed(menu)
}

/** Keys pressed on the display, for what is not a page: a permission prompt takes `Tab Return`. */
export async function pressOnDisplay(...keys: string[]): Promise<void> {
  await xdotool('key', ...keys)
}

/** Real clicks on the display, with the left button: three select a line. */
export async function clickOnDisplay(at: ScreenPoint, times = 1): Promise<void> {
  const clicks = ['click', '--repeat', String(times), '--delay', '40', '1']
  await xdotool('mousemove', String(at.x), String(at.y), ...clicks)
}

async function menuClosed(menu: string): Promise<void> {
  await expect
    .poll(visibleWindows, { message: 'the context menu closes', intervals: [20] })
    .not.toContain(menu)
}

/** The ids of all windows that are shown on the display. */
export async function visibleWindows(): Promise<string[]> {
  const found = await xdotool('search', '--onlyvisible', '--name', '').catch(() => '')
  return found.split('\n').filter(Boolean)
}

async function heightOf(window: string): Promise<number> {
  // A window may be gone by now.
  const geometry = await xdotool('getwindowgeometry', '--shell', window).catch(() => '')
  return Number(/HEIGHT=(\d+)/.exec(geometry)?.[1] ?? 0)
}

async function xdotool(...words: string[]): Promise<string> {
  if (!process.env.DISPLAY) throw new Error('A native menu needs a display')
  const { stdout } = await promisify(execFile)('xdotool', words)
  return stdout
}
