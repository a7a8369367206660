import { createAccountSecrets } from '../../lib/adapters/account-secrets'
import { createAccountApi, createApi } from '../../lib/adapters/api/api'
import type { Network } from '../../lib/adapters/api/request'
import { createHistoryStore } from '../../lib/adapters/history-store'
import { createLastChecked, createStatusRound } from '../../lib/adapters/status-round'
import type { Account } from '../../lib/domain/account'
import type { Entry } from '../../lib/domain/history-entry'
import { importRecent } from '../../lib/usecases/import-account-secrets'
import type { WatchSecretsWorld } from '../../lib/usecases/watch-secrets'
import type { Server } from '../server/server'
import { memoryArea } from './area'
import { nodeNetwork } from './network'
import { memoryUntold } from './untold'
import { memoryVault } from './vault'

/** A history in memory, before a server on loopback, with a clock that both share. */
export function watchedWorld(server: Server, network: Network = nodeNetwork) {
  const [area, session] = [memoryArea(), memoryArea()]
  const history = createHistoryStore(area, memoryVault())
  const outside = { network, allowed: async () => true, patience: 2_000 }
  const api = (origin: string) => createApi(outside, origin)
  const accounts = {
    whileKept: async (id: string, work: () => Promise<void>) => {
      const kept = heard.accounts.some(account => account.id === id)
      if (kept) await work()
      return kept
    },
  }
  const accountSecrets = createAccountSecrets(area, accounts, account => createAccountApi(outside, account))
  let ahead = 0
  const now = () => Date.now() + ahead
  const heard = {
    told: [] as Entry[][],
    alarm: undefined as number | undefined,
    accounts: [] as Account[],
    /** What is being shared meanwhile. */
    sharing: Promise.resolve() as Promise<unknown>,
  }
  const untold = memoryUntold()
  const world: WatchSecretsWorld = {
    history,
    accountSecrets,
    asked: createLastChecked(session),
    inquiry: () => createStatusRound({ api, metadataKey: history.metadataKey }),
    accounts: async () => heard.accounts,
    importFrom: (account, receipts) =>
      importRecent(
        {
          history,
          accountSecrets,
          accounts,
          untold,
          idle: async () => void (await heard.sharing),
          now,
          newId: () => crypto.randomUUID(),
        },
        account,
        receipts,
      ),
    now,
    wakeAt: async when => {
      heard.alarm = when
    },
    tell: async ended => {
      if (ended.length > 0) heard.told.push(ended)
    },
  }

  return {
    ...{ untold, area, session, history, api, accountSecrets, now, heard, world },
    /** Time passes, here and on the server. */
    pass(ms: number) {
      ahead += ms
      server.advance(ms)
    },
    /** The clock of this computer is set anew, by so much. */
    setClock(ms: number) {
      ahead += ms
    },
    /** Shares a standard secret, and remembers it. Its id, and its recipient's key. */
    async share({
      ttl = 3600,
      passphrase,
      account,
    }: {
      ttl?: number
      passphrase?: string
      account?: Account
    } = {}) {
      const headers = account && { authorization: `Basic ${btoa(`${account.user}:${account.token}`)}` }
      const form = {
        secret: 'hunter2',
        ttl: String(ttl),
        ...(passphrase === undefined ? {} : { passphrase }),
      }
      const response = await fetch(`${server.origin}/api/v1/share`, {
        method: 'POST',
        body: new URLSearchParams(form),
        ...(headers ? { headers } : {}),
      })
      const made = (await response.json()) as { metadata_key: string; secret_key: string }
      // The id decides when checks are due: at 60 s, 77, 98, 126 and so on, and so never while a test looks.
      const id = `ffff${crypto.randomUUID().slice(4)}`
      const [created, metadataKey] = [now(), made.metadata_key]
      await history.add({
        ...{ id, created, metadataKey, server: server.origin, state: 'waiting', label: '' },
        expires: created + ttl * 1000,
        sealed: false,
        passphrase: passphrase !== undefined,
        account: account?.id ?? null,
      })
      return { id, metadataKey, secretKey: made.secret_key }
    },
    read: (secretKey: string) => fetch(`${server.origin}/api/v1/secret/${secretKey}`, { method: 'POST' }),
    burn: (metadataKey: string) =>
      fetch(`${server.origin}/api/v1/private/${metadataKey}/burn`, { method: 'POST' }),
    stateOf: async (id: string) => (await history.find(id))?.state,
  }
}
