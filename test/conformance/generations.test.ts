import { alice, bob } from './people'
import { row, rows, start } from './rows'

const day = 86_400

row('A JSON body can be shared from', rows(404, 200), async profile => {
  const { json } = await start(profile)
  return (await json('share', { secret: 'x', ttl: 3600 })).status
})

row(
  'JSON to generate is read, or passed over in silence',
  { '0.18': 7 * day, '0.23': 7 * day, '0.25': 3600, '0.26': 3600 },
  async profile => {
    const { json } = await start(profile)
    return (await json('generate', { ttl: 3600 })).json.ttl
  },
)

row(
  'What is too long is refused by bytes, by characters, or cut in silence',
  {
    '0.18': [9000, 10_001, 100_000, 250_000],
    '0.23': [9000, 10_001, 100_000, 250_000],
    '0.25': [9000, 404, 404, 404],
    '0.26': [404, 404, 404, 404],
  },
  async profile => {
    const { post } = await start(profile)
    const kept = async (secret: string, who?: typeof alice) => {
      const shared = await post('share', { secret }, who)
      if (shared.status !== 200) return shared.status
      return (await post(`secret/${shared.json.secret_key}`)).json.value.length
    }
    return [
      await kept('é'.repeat(9000)),
      await kept('x'.repeat(10_001)),
      await kept('x'.repeat(250_000)),
      await kept('x'.repeat(250_000), alice),
    ]
  },
)

row(
  'Lives are held between a floor and a cap, and nobody is told',
  {
    '0.18': [300, 7 * day, 14 * day],
    '0.23': [60, 7 * day, 14 * day],
    '0.25': [60, 30 * day, 30 * day],
    '0.26': [60, 7 * day, 30 * day],
  },
  async profile => {
    const { post } = await start(profile)
    const ttl = async (asked: string, who?: typeof alice) =>
      (await post('share', { secret: 'x', ttl: asked }, who)).json.ttl
    return [await ttl('1'), await ttl('99999999'), await ttl('99999999', alice)]
  },
)

row(
  'A life that is no number is the shortest; to 0.18 it is the longest',
  {
    '0.18': [7 * day, 7 * day, 7 * day, 7 * day],
    '0.23': [60, 60, 60, 60],
    '0.25': [60, 60, 60, 60],
    '0.26': [60, 60, 60, 60],
  },
  async profile => {
    const { post } = await start(profile)
    const lives = ['0', '-1', '', 'abc'].map(
      async ttl => (await post('share', { secret: 'x', ttl })).json.ttl,
    )
    return await Promise.all(lives)
  },
)

row(
  'A passphrase has a shortest and a longest form',
  {
    '0.18': [200, 200, 200, 200],
    '0.23': [404, 404, 200, 404],
    '0.25': [404, 200, 200, 404],
    '0.26': [404, 200, 200, 404],
  },
  async profile => {
    const { post } = await start(profile)
    const statuses = [3, 4, 128, 129].map(async length => {
      return (await post('share', { secret: 'x', passphrase: 'p'.repeat(length) })).status
    })
    return await Promise.all(statuses)
  },
)

row(
  'The first metadata call shows a shared text; 0.26 a generated one only, and only for a minute',
  {
    '0.18': ['text', undefined, undefined, undefined, undefined],
    '0.23': ['text', undefined, undefined, undefined, undefined],
    '0.25': ['text', undefined, undefined, undefined, undefined],
    '0.26': [undefined, undefined, 12, undefined, undefined],
  },
  async profile => {
    const { server, post, get } = await start(profile)
    const shared = (await post('share', { secret: 'text' })).json.metadata_key
    const made = (await post('generate')).json.metadata_key
    const late = (await post('generate')).json.metadata_key
    const seen = [
      (await get(`private/${shared}`)).json.value,
      (await get(`private/${shared}`)).json.value,
      (await get(`private/${made}`)).json.value?.length,
      (await get(`private/${made}`)).json.value?.length,
    ]
    server.advance(60_000)
    return [...seen, (await get(`private/${late}`)).json.value?.length]
  },
)

row('A text behind a passphrase is never shown to its sender', rows(undefined, undefined), async profile => {
  const { post, get } = await start(profile)
  const shared = await post('share', { secret: 'x', passphrase: 'correct horse' })
  return (await get(`private/${shared.json.metadata_key}`)).json.value
})

row(
  'Looking at the metadata marks it viewed',
  { '0.18': 'viewed', '0.23': 'viewed', '0.25': 'viewed', '0.26': 'new' },
  async profile => {
    const { post, get } = await start(profile)
    const shared = await post('share', { secret: 'x' })
    return (await get(`private/${shared.json.metadata_key}`)).json.state
  },
)

row<unknown>(
  'An account can ask for its recent secrets, except in the broken years',
  { '0.18': [200, 1], '0.23': [404, undefined], '0.25': [200, 1], '0.26': [200, 1] },
  async profile => {
    const { post, get } = await start(profile)
    await post('share', { secret: 'x' }, alice)
    await post('share', { secret: 'x' }, bob)
    const recent = await get('private/recent', alice)
    return [recent.status, recent.json.length]
  },
)

row<unknown>(
  'Recent secrets come without their key, but newer servers leak it under another name',
  rows([undefined, undefined, null], [undefined, 62, null]),
  async profile => {
    if (profile === '0.23') return [undefined, undefined, null]
    const { post, get } = await start(profile)
    await post('share', { secret: 'x' }, alice)
    const [entry] = (await get('private/recent', alice)).json
    return [entry.secret_key, entry.secret_identifier?.length, entry.secret_ttl]
  },
)

row(
  'An expired secret stays new in the list until it is asked for',
  rows(['new', 'expired'], ['new', 'expired']),
  async profile => {
    if (profile === '0.23') return ['new', 'expired']
    const { server, post, get } = await start(profile)
    const shared = await post('share', { secret: 'x', ttl: '600' }, alice)
    server.advance(601_000)
    const [before] = (await get('private/recent', alice)).json
    await get(`private/${shared.json.metadata_key}`, alice)
    const [after] = (await get('private/recent', alice)).json
    return [before.state, after.state]
  },
)

row<unknown>(
  'The cookies of a signed-in browser spoil an anonymous call',
  {
    '0.18': [404, 'application/json; charset=utf-8'],
    '0.23': [404, 'application/json; charset=utf-8'],
    '0.25': [403, 'text/plain'],
    '0.26': [403, 'text/plain'],
  },
  async profile => {
    const { server, post } = await start(profile)
    const answer = await post('share', { secret: 'x' }, undefined, { cookie: server.signIn() })
    return [answer.status, answer.headers.get('content-type')]
  },
)

row(
  'Wrong passphrases lock the one secret, or slow the one who guesses',
  {
    '0.18': [5, 'right opens', 'others limited'],
    '0.23': [5, 'right opens', 'others limited'],
    '0.25': [20, 'right is locked', 'others free'],
    '0.26': [20, 'right is locked', 'others free'],
  },
  async profile => {
    const { post } = await start(profile)
    const passphrase = 'correct horse'
    const [key, other] = await Promise.all(
      ['a', 'b'].map(async secret => (await post('share', { secret, passphrase })).json.secret_key),
    )
    const wrong = async (which: string) =>
      (await post(`secret/${which}`, { passphrase: 'wrong' })).json.message
    let guesses = 0
    while ((await wrong(key)) === 'Unknown secret') guesses += 1
    const free = (await wrong(other)) === 'Unknown secret'
    const right = (await post(`secret/${key}`, { passphrase })).status
    return [
      guesses,
      right === 200 ? 'right opens' : 'right is locked',
      free ? 'others free' : 'others limited',
    ]
  },
)

row(
  'A locked secret cannot be burned, and opens again after half an hour',
  rows([200, 200], [404, 200]),
  async profile => {
    const { server, post } = await start(profile)
    const passphrase = 'correct horse'
    const share = async () => (await post('share', { secret: 'x', ttl: '7200', passphrase })).json
    const [burned, read] = [await share(), await share()]
    for (let i = 0; i < 20; i += 1) {
      await post(`secret/${burned.secret_key}`, { passphrase: 'wrong' })
      await post(`secret/${read.secret_key}`, { passphrase: 'wrong' })
    }
    const burn = (await post(`private/${burned.metadata_key}/burn`, { passphrase })).status
    server.advance(30 * 60_000)
    return [burn, (await post(`secret/${read.secret_key}`, { passphrase })).status]
  },
)

row(
  'The thousand and first secret in twenty minutes is refused without saying when to come back',
  rows([404, null, 200, 200], [404, null, 200, 200]),
  async profile => {
    const { server, post } = await start(profile)
    // Few at once: a connection that lies idle for seconds on a busy machine is closed as it is used again.
    for (let i = 0; i < 100; i += 1) {
      await Promise.all(Array.from({ length: 10 }, () => post('share', { secret: 'x' })))
    }
    const refused = await post('share', { secret: 'x' })
    const account = await post('share', { secret: 'x' }, alice)
    server.advance(20 * 60_000)
    return [
      refused.status,
      refused.headers.get('retry-after'),
      account.status,
      (await post('share', { secret: 'x' })).status,
    ]
  },
)

row(
  'Only an account can have a link sent; an invalid address is dropped or refused',
  rows([404, 200, 200], [404, 200, 404]),
  async profile => {
    const { post } = await start(profile)
    const send = async (recipient: string, who?: typeof alice) =>
      (await post('share', { secret: 'x', recipient }, who)).status
    return [await send('tom@example.com'), await send('tom@example.com', alice), await send('nobody', alice)]
  },
)

row(
  'Where accounts are switched off, tokens are refused and nobody else',
  rows([404, 200], [404, 200]),
  async profile => {
    const { post } = await start(profile, { accounts: false })
    return [
      (await post('share', { secret: 'x' }, alice)).status,
      (await post('share', { secret: 'x' })).status,
    ]
  },
)

row<unknown>(
  'A body of more than 4 MiB is refused',
  rows([500, '{"error":"Internal Server Error"}'], [400, '']),
  async profile => {
    const { post } = await start(profile)
    const answer = await post('share', { secret: 'x'.repeat(4 * 1024 * 1024) })
    return [answer.status, answer.text]
  },
)

row(
  'Newer servers say in a header which status they meant',
  rows([null, null], ['400', '401']),
  async profile => {
    const { post, get } = await start(profile)
    const header = 'x-ots-intended-status'
    return [(await post('share')).headers.get(header), (await get('authcheck')).headers.get(header)]
  },
)

row('Keys are 31 characters long, since 0.24 twice that', rows([31, 31], [62, 62]), async profile => {
  const { json } = await (await start(profile)).post('share', { secret: 'x' })
  return [json.metadata_key.length, json.secret_key.length]
})
