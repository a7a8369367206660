import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const views = readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.tsx'))
  .map(name => join('components', name))

/** What holds text; of the others a browser keeps no words. */
const isText = (field: string) => !/type="(checkbox|radio|file|range|number)"/.test(field)

// Chromium writes what stands in fields, in read-only ones too, into the profile's Sessions, to bring a closed tab back as it was.
test('no browser keeps what stands in a field for a tab that is opened again', () => {
  const fields = views.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/<(?:input|textarea)\b.*?\/>/gs)].map(([field]) => ({
      file,
      field,
    })),
  )
  expect(fields.length).toBeGreaterThan(10)
  const kept = fields.filter(({ field }) => isText(field) && !/autocomplete=/.test(field))
  expect(kept.map(({ file, field }) => `${file}: ${/id="?[\w{}.-]+/.exec(field)?.[0]}`)).toEqual([])
})
