import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Language } from '../launch'
import { appearanceOf } from './appearance'
import { elementsIn } from './elements'
import { focusIn } from './focus'
import { structureOf } from './structure'

type Probe = {
  structure: ReturnType<typeof structureOf>
  appearance: ReturnType<typeof appearanceOf>
  focus: ReturnType<typeof focusIn>
}
declare global {
  /** In the pages that are measured. */
  var accessibilityProbe: Probe | undefined
  var liveRegionFaults: string[] | undefined
}

/** Makes the probe in a page. Through the debugger, so no CSP stands in the way. */
const source = `(() => {
  const elements = (${elementsIn})()
  return {
    structure: (${structureOf})(elements),
    appearance: (${appearanceOf})(elements),
    focus: (${focusIn})(elements),
  }
})()`

async function measure<Result>(page: Page, what: (probe: Probe) => Result): Promise<Result> {
  return page.evaluate(
    `(globalThis.accessibilityProbe ??= ${source}, (${what})(globalThis.accessibilityProbe))`,
  ) as Promise<Result>
}

/** What a look at a screen finds: one line a fault, with the number of its success criterion in WCAG 2.2. */
export type Check = (page: Page, language: Language) => Promise<string[]>

const interactive =
  /^(button|link|textbox|searchbox|combobox|checkbox|radio|slider|tab|switch|spinbutton|DisclosureTriangle|MenuListPopup)$/

/** 4.1.2: in the tree that screen readers read, everything that can be used has a name. */
async function names(page: Page): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page)
  try {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree')
    return nodes
      .filter(({ ignored, role }) => !ignored && interactive.test(String(role?.value)))
      .filter(({ name, role }) => role?.value !== 'MenuListPopup' && !/\S/.test(String(name?.value ?? '')))
      .map(({ role }) => `4.1.2 a ${role?.value} without a name`)
  } finally {
    await cdp.detach()
  }
}

/** What was said since the page was opened, or the last time that this was asked. */
const announced: Check = page => page.evaluate(() => globalThis.liveRegionFaults?.splice(0) ?? [])

const structure: Check = (page, language) =>
  page.evaluate(
    `(globalThis.accessibilityProbe ??= ${source}).structure(${JSON.stringify(language)})`,
  ) as Promise<string[]>

const layout: Check = page => measure(page, probe => probe.appearance.layout())
const colours: Check = page => measure(page, probe => probe.appearance.colours())

// The usual mode ends in a blank tab of its own, and the popup would close.
const builder = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true)

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `axe ${id}: ${target.join(' ')}`))
}

/** WCAG 2.2 AA, as far as axe sees it. */
const axe: Check = page =>
  violationsOf(
    builder(page)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      // Takes what has scrolled half under a bar for small. The sizes are measured by themselves.
      .disableRules(['target-size']),
  )
const text: Check = page => violationsOf(builder(page).withRules(['color-contrast', 'link-in-text-block']))

/** By presses of Tab from the page's start to its end. */
const keyboard: Check = async page => {
  const most = (await measure(page, probe => probe.focus.start())) + 3
  for (let pressed = 0; pressed <= most; pressed++) {
    await page.keyboard.press('Tab')
    if (!(await measure(page, probe => probe.focus.step()))) return measure(page, probe => probe.focus.end())
  }
  return ['2.1.2 Tab never comes to an end']
}

/** As wide as a phone, and as 400 % of zoom in a window of 1280 px: nothing goes sideways, nothing is cut. */
const narrow: Check = (page, language) => sized(page, 320, 480, () => layout(page, language))

/** The window of a popup at 200 %, and that of a page: also what stays in view must leave room for what has focus. */
const zoomed: Check = async (page, language) => {
  const { width, height } = await sizeOf(page)
  return sized(page, Math.max(320, Math.round(width / 2)), Math.round(height / 2), async () => [
    ...(await layout(page, language)),
    ...(await structure(page, language)),
    ...(await keyboard(page, language)),
  ])
}

/** 1.4.12: lines, words, letters and paragraphs apart as far as the criterion has it. */
const spaced: Check = async (page, language) => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  try {
    return await layout(page, language)
  } finally {
    await page.evaluate(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
    })
  }
}

const themes = {
  light: {},
  dark: { colorScheme: 'dark' },
  'more contrast': { contrast: 'more' },
  'more contrast in the dark': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { forcedColors: 'active' },
} as const

/** What is seen, in one of the ways in which people have their colours. */
const inTheme =
  (theme: keyof typeof themes, check: Check): Check =>
  async (page, language) => {
    await page.emulateMedia(themes[theme])
    try {
      return (await check(page, language)).map(fault => `${theme}: ${fault}`)
    } finally {
      await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' })
    }
  }

const both =
  (...checks: Check[]): Check =>
  async (page, language) => {
    const faults: string[] = []
    for (const check of checks) faults.push(...(await check(page, language)))
    return faults
  }

export const checks = { names, structure, colours, layout, narrow, zoomed, spaced, axe, keyboard, announced }

/** What is looked at on every screen; `cheap`: in `npm test`, too. */
export const cheap: Check = both(announced, names, structure, colours, narrow)
export const whole: Check = both(
  announced,
  names,
  structure,
  axe,
  narrow,
  zoomed,
  spaced,
  ...(Object.keys(themes) as (keyof typeof themes)[]).map(theme => inTheme(theme, colours)),
  ...(['dark', 'more contrast', 'more contrast in the dark'] as const).map(theme => inTheme(theme, text)),
  keyboard,
  inTheme('dark', keyboard),
)
/** What another language may break. */
export const inWords: Check = both(names, structure, narrow, spaced)

const sizeOf = (page: Page) => page.evaluate(() => ({ width: innerWidth, height: innerHeight }))

async function sized<Result>(
  page: Page,
  width: number,
  height: number,
  act: () => Promise<Result>,
): Promise<Result> {
  const before = await sizeOf(page)
  await page.setViewportSize({ width, height })
  try {
    return await act()
  } finally {
    await page.setViewportSize(before)
  }
}
