import { expect, test } from 'vitest'
import { hidesLink } from '../../../lib/rules/rewritten-link'

const address = 'https://example.com/page?a=1'
const base64 = btoa(address)

test.each([
  'https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com',
  'https://url.us.m.mimecastprotect.com/s/Xy12AbCdEf',
  'https://shared.outlook.inky.com/link?domain=eu.onetimesecret.com&t=h.eJxVkMtu',
  'https://lp.vadesecure.com/q/AbCdEfGhIjKl',
  'https://secure-web.cisco.com/1aBcDeFgHiJkLmNoPqRsTuV',
  'https://url.emailprotection.link/?bAbCdEf~',
  'https://clicktime.symantec.com/15sLvSn9AbCdEf',
  'See https://protect-eu.mimecast.com/s/AbCdEfGh?domain=eu.onetimesecret.com there',
])('the address is not in %s', text => {
  expect(hidesLink(text)).toBe(true)
})

test.each([
  'https://example.com/',
  'https://eu.onetimesecret.com/secr',
  `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05`,
  `https://secure-web.cisco.com/1aBc/${encodeURIComponent(address)}`,
  `https://eu.protection.sophos.com/?d=example.com&u=${base64}&i=1`,
  `https://protect.checkpoint.com/v2/___${address}___.YzJ1`,
  'https://urldefense.proofpoint.com/v2/url?u=https-3A__example.com_page&d=Dw',
  'https://urldefense.com/v3/__https://example.com/page__;!!AbC',
  'correct horse battery staple',
])('not said of what hides nothing: %s', text => {
  expect(hidesLink(text)).toBe(false)
})
