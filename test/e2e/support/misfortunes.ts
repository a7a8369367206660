import type { Failure } from '../../../lib/domain/share-outcome'
import type { Misbehaviour } from '../../server/server'

export type Typed = { name: string; text: string; passphrase?: string; failure: Failure }

/** What is typed and cannot be shared as it is. */
export const typedSealed: Typed[] = [
  { name: 'nothing', text: '', failure: { code: 'empty' } },
  { name: 'white space', text: ' \n\t\u00a0\u3000 ', failure: { code: 'empty' } },
  { name: 'half of a pair', text: 'a\ud83d b', failure: { code: 'loneSurrogate' } },
  { name: 'the other half', text: 'a\udd12', failure: { code: 'loneSurrogate' } },
  { name: 'NUL', text: 'hunter\u00002', failure: { code: 'nul' } },
]
/** The same, and what the server itself would refuse. */
export const typedStandard: Typed[] = [
  ...typedSealed,
  { name: 'one byte too many', text: 'x'.repeat(10_001), failure: { code: 'tooLong', by: 1 } },
  { name: 'many bytes too many', text: 'é'.repeat(6_500), failure: { code: 'tooLong', by: 3_000 } },
  {
    name: 'a short passphrase',
    text: 'hunter2',
    passphrase: 'short',
    failure: { code: 'passphraseShort', by: 3 },
  },
  {
    name: 'a long passphrase',
    text: 'hunter2',
    passphrase: 'p'.repeat(129),
    failure: { code: 'passphraseLong', by: 1 },
  },
]

export type Answered = { name: string; how: Misbehaviour; failure: Failure }

const html = { 'content-type': 'text/html' }
/** What a server answers instead of a link. */
export const answered: Answered[] = [
  { name: 'a page of a network’s sign-in', how: { at: 'html' }, failure: { code: 'notAServer' } },
  { name: 'JSON cut short', how: { at: 'cut', by: 'length' }, failure: { code: 'garbled' } },
  { name: 'an answer that breaks off', how: { at: 'cut', by: 'connection' }, failure: { code: 'cutOff' } },
  {
    name: 'no key of the secret',
    how: { at: 'missing', fields: ['secret_key'] },
    failure: { code: 'incomplete' },
  },
  {
    name: 'no key of the metadata',
    how: { at: 'missing', fields: ['metadata_key'] },
    failure: { code: 'incomplete' },
  },
  { name: '50 MB', how: { at: 'huge' }, failure: { code: 'answerTooBig' } },
  {
    name: 'a refusal in its own words',
    how: { at: 'status', status: 400 },
    failure: { code: 'refused', said: 'You did not provide anything to share' },
  },
  { name: 'a bare 400', how: { at: 'answer', status: 400 }, failure: { code: 'refused' } },
  { name: '401 under a 404', how: { at: 'status', status: 401 }, failure: { code: 'unauthorised' } },
  { name: 'a bare 401', how: { at: 'answer', status: 401 }, failure: { code: 'unauthorised' } },
  { name: '403', how: { at: 'status', status: 403 }, failure: { code: 'forbidden' } },
  {
    name: '404 of another web site',
    how: { at: 'answer', status: 404, headers: html, body: '<h1>Not found</h1>' },
    failure: { code: 'wrongPath' },
  },
  {
    name: '404 of a server whose v1 interface is switched off',
    how: { at: 'answer', status: 404, body: '{"error":"Not Found"}' },
    failure: { code: 'wrongPath' },
  },
  { name: '429', how: { at: 'answer', status: 429, body: 'slow down' }, failure: { code: 'rateLimited' } },
  {
    name: 'too many requests, in its own words',
    how: { at: 'rate-limited' },
    failure: { code: 'refused', said: 'Rate limit exceeded. Please try again later.' },
  },
  { name: '500', how: { at: 'status', status: 500 }, failure: { code: 'serverError' } },
  {
    name: '502 of a proxy',
    how: { at: 'answer', status: 502, headers: html, body: '<h1>Bad gateway</h1>' },
    failure: { code: 'serverError' },
  },
  { name: 'a redirect', how: { at: 'redirect', to: '/elsewhere' }, failure: { code: 'redirected' } },
]
