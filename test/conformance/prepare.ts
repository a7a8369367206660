import { z } from 'zod'
import { between } from './between'
import { isKey } from './names'
import { alice, bob } from './people'
import { type Exchange, isV1, parse } from './recording'
import type { Stage } from './stage'
import { get, Keys, post, share } from './visit'

const Told = z.object({ created: z.number(), ttl: z.number() })
const Listed = z.array(
  z.object({
    metadata_key: z.string(),
    created: z.number(),
    updated: z.number(),
    state: z.enum(['new', 'viewed', 'received', 'burned']),
  }),
)

const owners: readonly [RegExp, { user: string; token: string }][] = [
  [/^(life-auth|life-page|pw-|burn-(alice|viewed|bad|continue|pw)|expired-private-owner|limit-)/, alice],
  [/^private-after-metadata/, bob],
]

const passphrases: readonly [RegExp, string][] = [
  [/^pw-unicode/, '🔑pâss wörd'],
  [/^pw-76-chars/, 'p'.repeat(76)],
  [/^(pw-|burn-pw|limit-)/, 'correct horse'],
]

/** Where no answer shows both keys of one secret: the exchanges that ask for the one and the other. */
const counterparts: Readonly<Record<string, string>> = {
  'expired-private-owner': 'expired-secret',
  'limit-passphrase-wrong-after-25': 'limit-passphrase-private-while-locked',
}

/** Does again, over HTTP, what the recorder did between the recorded exchanges. */
export async function prepare(stage: Stage, exchange: Exchange, at: number): Promise<void> {
  const key = keyAsked(exchange)
  if (key !== undefined && !stage.names.knows(key) && !neverExisted(stage.recording, key)) {
    await stored(stage, exchange, key)
  }
  await between[exchange.name]?.(stage, key === undefined ? '' : stage.names.of(key), at)
  if (exchange.name !== 'recent-bob-mixed-states') return
  const listed = Listed.safeParse(parse(exchange.response.body))
  const oldestFirst = stage.newestFirst ? [...(listed.data ?? [])].reverse() : (listed.data ?? [])
  for (const item of oldestFirst) await lived(stage, item)
}

async function stored(stage: Stage, { name, request }: Exchange, key: string): Promise<void> {
  const other = stage.recording.find(candidate => candidate.name === counterparts[name])
  const otherKey = other && keyAsked(other)
  const facts = stage.facts.filter(
    body => isAbout(body, key) || (otherKey !== undefined && isAbout(body, otherKey)),
  )
  const told = facts.map(body => Told.safeParse(body)).find(({ success }) => success)?.data
  const before = stage.clock.at
  stage.clock.at = told?.created ?? before
  const owner = owners.find(([names]) => names.test(name))?.[1]
  const passphrase = passphrases.find(([names]) => names.test(name))?.[1] ?? ''
  const ttl = told?.ttl ?? (name.startsWith('private-after') ? 60 : 3600)
  const made = await share(stage.origin, { secret: 'life', ttl: String(ttl), passphrase }, owner)
  stage.clock.at = Math.max(before, stage.clock.at)
  const bySecret =
    name.endsWith('-given-secret-key') ||
    (request.path.includes('/secret/') && !name.endsWith('-given-metadata-key'))
  stage.names.learn(key, bySecret ? made.secret_key : made.metadata_key)
  if (otherKey) stage.names.learn(otherKey, bySecret ? made.metadata_key : made.secret_key)
}

type Listing = z.infer<typeof Listed>[number]

/** A secret of bob's, brought into the state in which the list shows it. */
async function lived(stage: Stage, { metadata_key, created, updated, state }: Listing): Promise<void> {
  const { clock, origin, names } = stage
  const before = clock.at
  clock.at = created
  const made = await share(stage.origin, { secret: 'life', ttl: '3600' }, bob)
  names.learn(metadata_key, made.metadata_key)
  clock.at = updated
  if (state === 'received') await post(origin, `/api/v1/secret/${made.secret_key}`, {})
  if (state === 'burned') await post(origin, `/api/v1/private/${made.metadata_key}/burn`, {}, bob)
  if (state === 'viewed') await get(origin, `/api/v1/private/${made.metadata_key}`, bob)
  clock.at = before
}

function keyAsked(exchange: Exchange): string | undefined {
  return isV1(exchange) ? exchange.request.path.split(/[/?%]/).find(isKey) : undefined
}

/** Keys made up by the recorder, to ask for what does not exist; it used them in other exchanges too. */
function neverExisted(recording: readonly Exchange[], key: string): boolean {
  return recording.some(exchange => exchange.name.includes('unknown') && keyAsked(exchange) === key)
}

/** What an answer says about a secret; that to a burn says it one level deeper. */
export function factsOf({ response }: Exchange): unknown {
  const whole = parse(response.body)
  const inner = z.object({ state: z.looseObject({}) }).safeParse(whole)
  return inner.success ? inner.data.state : whole
}

function isAbout(body: unknown, key: string): boolean {
  const keys = Keys.partial().safeParse(body)
  return keys.success && (keys.data.metadata_key === key || keys.data.secret_key === key)
}
