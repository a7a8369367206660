import type { MessageAsk, MessageName } from '../../lib/adapters/messages'
import type { Draft } from '../../lib/domain/draft'
import type { ReceivedSecret } from '../../lib/domain/received-secret'
import type { SharedSecret, ShareOutcome } from '../../lib/domain/share-outcome'

/** In whatever a person writes or a server says: no error may contain it. */
export const content = 'hunter2-Käsekuchen'

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

const failure = { code: 'offline', by: 1, said: 'no' } as const
const batch = { id, number: 1, of: 2 }
const trace = {
  server: origin,
  account: id,
  since: 1,
  ttl: 60,
  sealed: true,
  passphrase: false,
  label: 'one',
}
const lost = { id, created: 1, locked: false }
const shared: SharedSecret = {
  ...{
    id,
    link: `${origin}/secret/a#c1.b.c`,
    value: content,
    server: origin,
    sealed: true,
    passphrase: false,
  },
  ...{ file: 3, expires: 9, shortened: 60, remembered: true, untold: true, mailedTo: 'a***', account: 'one' },
  ...{ otherDomain: 'a.example', batch, language: 'fr', ownLanguage: true },
}

/** What the background says of a share, in every state. */
export const outcomes: ShareOutcome[] = [
  { at: 'sealing', batch },
  { at: 'shared', copied: 'yes', until: 9, valueCopied: true, shared },
  { at: 'sending', trace, room: ' ', batch },
  { at: 'looking', failure, trace, batch },
  { at: 'failed', failure, orphan: { is: 'none' }, batch },
  { at: 'failed', failure, orphan: { is: 'found', secret: lost } },
  { at: 'failed', failure, orphan: { is: 'perhaps', secrets: [lost] } },
  { at: 'failed', failure, orphan: { is: 'unknown' } },
]
/** What it says of a secret that was fetched, in every form. */
export const receivedSecrets: ReceivedSecret[] = [
  { id: 'r1', place, at: 1, kept: 'disk', what: { is: 'unread', raw: content, binary: false, failure } },
  { id: 'r1', place, at: 1, kept: 'memory', what: { is: 'sealed', sealed: content, raw: content } },
  { id: 'r1', place, at: 1, kept: 'page', what: { is: 'text', text: content } },
]
