import { browser } from 'wxt/browser'
import type { Call } from '../../lib/adapters/messages'
import { createRevealSessions } from '../../lib/adapters/reveal-session'
import { isReceivedId, receivedId } from '../../lib/domain/digest'
import { locationOf, readTarget } from '../../lib/domain/read-link'
import type { ReceivedSecret } from '../../lib/domain/received-secret'

const revealSessions = createRevealSessions(browser.storage.session, () => crypto.randomUUID())

/**
 * `token`: undefined if session storage is full. `given`: the link as given, or ''. `seen`: the server got
 * its key.
 */
export type Arrival = {
  token: string | undefined
  given: string
  seen?: boolean
  received: ReceivedSecret | undefined
}

/**
 * What this tab should reveal, and the token under which its link survives a reload. The popup opens received
 * secrets by id; their link is taken from session storage if still there.
 */
export async function arrive(call: Call): Promise<Arrival> {
  const hash = location.hash.slice(1)
  if (isReceivedId(hash)) {
    const [token, given = ''] = (await linksTo(hash))[0] ?? []
    return { token, given, received: await call('received', { id: hash }) }
  }
  const found = await revealSessions.read(hash)
  const mine = found?.tabId === undefined ? found && hash : await call('claim', { token: hash })
  const token = mine ?? (await revealSessions.add({ given: '' }).catch(() => undefined))
  history.replaceState(null, '', token === undefined ? location.pathname : `#${token}`)
  const {
    given = '',
    seen = false,
    shown,
  } = (mine === undefined ? undefined : await revealSessions.read(mine)) ?? {}
  const received =
    mine !== undefined && shown !== undefined ? await call('keepShown', { token: mine }) : undefined
  return { token, given, seen, received }
}

/** Keeps a pasted link through a reload, unless session storage is full. */
export async function storeLink(token: string | undefined, given: string): Promise<void> {
  if (token !== undefined) await revealSessions.write(token, { given })
}

/** Deletes the link under whatever token a tab stored it. */
export async function forgetLinks(token: string | undefined, id: string | undefined): Promise<void> {
  history.replaceState(null, '', location.pathname)
  if (token !== undefined) await revealSessions.forget(token)
  for (const [other] of id === undefined ? [] : await linksTo(id)) await revealSessions.forget(other)
}

async function linksTo(id: string): Promise<[token: string, given: string][]> {
  const links = await Promise.all(
    (await revealSessions.all()).map(async ([token, { given }]): Promise<[string, string][]> => {
      const target = given === '' ? undefined : await readTarget(given).catch(() => undefined)
      return target && (await receivedId(locationOf(target))) === id ? [[token, given]] : []
    }),
  )
  return links.flat()
}
