import { expect } from '@playwright/test'
import { defaultSettings, type Settings } from '../../../lib/adapters/settings-store'
import type { ShareOptions } from '../../../lib/domain/draft'
import { open } from '../../../lib/domain/jwe-envelope'
import type { Payload } from '../../../lib/domain/payload'
import { readLink } from '../../../lib/domain/read-link'
import type { Server } from '../../server/server'
import type { ExtensionWorker } from './worker'

/** Chooses how the next secret is shared, as the composer would remember it. */
export async function chooseServer(
  worker: Pick<ExtensionWorker, 'evaluate'>,
  server: string,
  options: Partial<ShareOptions> = {},
): Promise<void> {
  const settings: Settings = {
    ...defaultSettings('us'),
    sharing: { mode: 'sealed', server, account: null, ttl: 3600, ...options },
    servers: [server],
  }
  await worker.evaluate(settings => chrome.storage.local.set({ settings }), settings)
}

/** The server answers nothing until it is let go, which must be before our patience of 20 seconds ends. */
export function hold(server: Server): () => void {
  let letGo = () => {}
  const until = new Promise<void>(done => {
    letGo = done
  })
  server.misbehave({ at: 'held', until })
  return () => {
    server.misbehave(undefined)
    letGo()
  }
}

/** What the server was asked to keep, so far: the requests that made a secret. */
export const shares = (server: Server) => server.log.filter(({ path }) => path === '/api/v1/share')

/** Opens a sealed link as its recipient does: one fetch, then the key from the link. */
export async function openAsRecipient(
  linkText: string,
  server: Server,
  passphrase?: string,
): Promise<Payload> {
  const { link } = await readLink(linkText)
  const response = await fetch(`${server.origin}/api/v1/secret/${link.secretKey}`, { method: 'POST' })
  const { value } = (await response.json()) as { value: string }
  return open(value, { linkKey: link.linkKey, ...(passphrase === undefined ? {} : { passphrase }) })
}

/**
 * Nothing that reached the server holds any of these, in any of the ways in which bytes travel: as they are,
 * percent-encoded, as base64, in a path, a header or a body. Long ones are looked for word by word.
 */
export function expectNothingLeaked({ log }: Pick<Server, 'log'>, secrets: readonly string[]): void {
  const asked = log.map(
    ({ path, headers, body }) => `${path}\n${JSON.stringify(headers)}\n${body.toString('latin1')}`,
  )
  const wire = asked.flatMap(text => [text, decodeForm(text)]).join('\n')
  const raw = Buffer.from(wire, 'latin1').toString('utf8') + wire
  const pieces = [...new Set(secrets.flatMap(secret => [secret, ...secret.split(/\s+/)]))].filter(
    piece => piece.length >= 6,
  )
  const coded = pieces.flatMap(piece => [encodeURIComponent(piece), base64Core(piece)])
  const on = (spelled: string) => raw.includes(spelled)
  expect(pieces.length).toBeGreaterThan(0)
  expect(pieces.filter(on), 'as it is').toEqual([])
  expect(coded.filter(on), 'encoded').toEqual([])
}

const decodeForm = (text: string) =>
  text
    .replaceAll('+', ' ')
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** The characters of base64 that don't depend on what stands before and after. */
const base64Core = (piece: string) => Buffer.from(piece).toString('base64url').slice(0, -2)

/** The key and the check of a link's fragment. */
export const keysOf = (link: string): string[] => new URL(link).hash.split('.').slice(1)
