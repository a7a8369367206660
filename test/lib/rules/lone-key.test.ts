import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { keyPart } from '../../../lib/rules/link'
import { readLink, readLoneKey } from '../../../lib/rules/read-link'

const file: unknown = JSON.parse(readFileSync(new URL('../../vectors/links.json', import.meta.url), 'utf8'))
const links = z
  .object({ vectors: z.array(z.object({ link: z.string() })) })
  .parse(file)
  .vectors.map(({ link }) => link)

test.each(links)('the key of %s is read alone, as the link holds it', async text => {
  const { linkKey, passphrase } = (await readLink(text)).link
  for (const given of [keyPart(text), `#${keyPart(text)}`, ` “${keyPart(text)}”. `])
    expect(readLoneKey(given)).toEqual({ linkKey, passphrase })
})

test('a damaged link does not pass for a key, nor a cut key', () => {
  const [link = ''] = links
  const key = keyPart(link)
  for (let at = 0; at < key.length; at++) expect(readLoneKey(key.slice(0, at))).toBeUndefined()
  for (let at = 1; at < key.length; at++) expect(readLoneKey(key.slice(at))).toBeUndefined()
  for (let at = 0; at < link.indexOf('#'); at++) expect(readLoneKey(link.slice(at))).toBeUndefined()
  expect(readLoneKey(`${key}x`)).toBeUndefined()
})
