import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { oldestBrowsers } from '../components/opener/oldest-browsers'
import { Policy } from '../lib/domain/policy'

const readme = readFileSync('README.md', 'utf8')
const schema = z
  .object({ properties: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('public/managed-schema.json', 'utf8')))
const rules = Object.keys(schema.properties).sort()

const Chromium = z.object({ '3rdparty': z.object({ extensions: z.object({ EXTENSION_ID: Policy }) }) })
const Firefox = z.object({
  policies: z.object({
    '3rdparty': z.object({ Extensions: z.object({ 'cachet@cachet.example': Policy }) }),
  }),
})

test('the examples for administrators hold every rule, and every one can be kept', () => {
  const [chromium, firefox] = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) =>
    JSON.parse(text),
  )
  const theirs = Chromium.parse(chromium)['3rdparty'].extensions.EXTENSION_ID
  expect(Object.keys(theirs).sort()).toEqual(rules)
  expect(Firefox.parse(firefox).policies['3rdparty'].Extensions['cachet@cachet.example']).toEqual(theirs)
})
test('every rule stands in the table for administrators', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \|/gm)].flatMap(([, name]) => name ?? [])
  for (const rule of rules) expect(rows).toContain(rule)
})
test('the oldest browsers for the opener page are named', () => {
  const { safari, chrome, firefox } = oldestBrowsers
  expect(readme.replaceAll(/\s+/g, ' ')).toContain(
    `Safari ${safari}, Chrome and Edge ${chrome}, Firefox ${firefox}`,
  )
})
