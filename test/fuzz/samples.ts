import type { MessageAsk, MessageName } from '../../lib/adapters/messages'
import type { Draft } from '../../lib/domain/draft'
import type { ReceivedSecret } from '../../lib/domain/received-secret'
import type { ShareOutcome } from '../../lib/domain/share-outcome'
import { content } from './inputs'

const id = '6b1f7c2e-3d4a-4b5c-8d6e-7f8091a2b3c4'
const origin = 'https://eu.onetimesecret.com'
const place = { origin, secretKey: 's3cr3t' }
const draft: Draft = {
  ...{ mode: 'sealed', server: origin, account: id, ttl: 3600, language: 'de', text: content, note: content },
  ...{
    file: { name: 'a', type: '', data: 'aGk=' },
    label: 'one',
    passphrase: content,
    recipient: '',
    people: 2,
  },
}
const came = { at: 1, status: 200, intended: null, body: content, binary: false, whole: true }
const word = { passphrase: content }

/** What our own pages say: one well-formed ask of each name; a new message does not compile without one. */
export const asks: { [N in MessageName]: MessageAsk<N> } = {
  share: draft,
  shareRest: draft,
  generate: { draft, length: 20 },
  outcome: undefined,
  dismiss: undefined,
  copied: { id, what: 'link' },
  forgetLink: { id },
  forgetAsking: undefined,
  recapture: { tabId: 1, frameId: 0 },
  addServer: { origin },
  checkServer: { origin },
  serverUse: { origin },
  removeServer: { origin },
  addAccount: { name: 'one', server: origin, user: 'ana@example.com', token: content },
  changeAccount: { id, name: 'two', disabled: true, preferred: false, shareDomain: null },
  replaceToken: { id, token: content },
  testAccount: { id },
  removeAccount: { id },
  claim: { token: content },
  openLink: { text: content },
  reveal: { ...place, passphrase: content },
  revealEnd: place,
  received: { id: 'r1' },
  keepReceived: { wanted: { ...place, passphrase: content, inPrivate: false, earlier: 1 }, came },
  keepShown: { token: content },
  forgetReceived: { id: 'r1' },
  clearClipboard: { salt: content, digest: content },
  check: undefined,
  seen: undefined,
  burn: { id, passphrase: content },
  burnAll: undefined,
  burnBatch: { id, passphrase: content },
  rename: { id, label: 'new' },
  forget: { id },
  forgetSettled: undefined,
  eraseAll: undefined,
  restore: { text: content },
  metadataPage: { id },
  exportHistory: { as: 'csv' },
  lookForDamage: undefined,
  clearDamage: undefined,
  lockState: undefined,
  unlock: word,
  lockNow: undefined,
  setLock: word,
  changeLock: { ...word, next: content },
  removeLock: word,
}

/** What the background answers. */
export const outcomes: ShareOutcome[] = [
  { at: 'sealing' },
  {
    ...{ at: 'shared', copied: 'yes', until: 9 },
    shared: {
      ...{ id, link: `${origin}/secret/a#c1.b.c`, server: origin, sealed: true, passphrase: false },
      ...{ expires: 9, remembered: true },
    },
  },
  { at: 'failed', failure: { code: 'offline' }, orphan: { is: 'none' } },
]
export const received: ReceivedSecret = {
  ...{ id: 'r1', place, at: 1, kept: 'disk' },
  what: { is: 'unread', raw: content, binary: false, failure: { code: 'garbled', said: 'no' } },
}
