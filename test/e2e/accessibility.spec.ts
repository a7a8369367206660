import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Check, cheap, inWords, whole } from './support/accessibility/checks'
import { goThrough, ways } from './support/accessibility/screens'
import { test as base, expect } from './support/extension'
import { builtExtension, type Language } from './support/launch'
import { thorough } from './support/tiers'

/** Every screen of the extension against WCAG 2.2 AA. The screens are a table, and so are the checks. */
const test = base.extend<{ through: (way: string, check: Check) => Promise<string[]> }>({
  through: async ({ context, lang, pages, server, worker }, use) => {
    const html = await readFile(join(builtExtension('chrome', 'e2e'), 'opener.html'), 'utf8')
    pages.put({ '/opener.html': { html } })
    const place = { context, worker, server, opener: `${pages.origin}/opener.html`, language: lang }
    await use(async (way, check) => {
      const faults: string[] = []
      const seen = await goThrough(way, place, async (page, name) => {
        faults.push(...(await check(page, lang)).map(fault => `${way}, ${name}: ${fault}`))
      })
      expect(seen).toEqual(ways[way]?.screens)
      return faults
    })
  },
})

for (const way of Object.keys(ways)) {
  test(`${way}: every screen keeps to WCAG 2.2 AA`, { tag: thorough }, async ({ through }) => {
    expect(await through(way, whole)).toEqual([])
  })
}

for (const lang of ['de', 'ar', 'ja'] satisfies Language[])
  test.describe(lang, { tag: thorough }, () => {
    test.use({ lang })
    for (const way of Object.keys(ways))
      test(`${way}: every screen keeps to WCAG 2.2 AA, ${lang}`, async ({ through }) => {
        expect(await through(way, inWords)).toEqual([])
      })
  })

for (const way of Object.keys(ways))
  test(`${way}: every screen has names, targets, contrast and room for everybody`, async ({ through }) => {
    expect(await through(way, cheap)).toEqual([])
  })
