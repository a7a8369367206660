import { parseArgs } from 'node:util'
import type { Account } from './accounts'
import type { Files } from './folder'
import { type Profile, profiles } from './profiles'
import { startServer } from './server'

const usage =
  'Usage: npm run server -- [--port 3900] [--profile 0.18|0.23|0.25|0.26] [--account user:token]... [--host 127.0.0.1] [--files FOLDER]'

type Asked = { port: number; profile: Profile; host: string; accounts: Account[]; files?: Files }

function readFlags(args: string[]): Asked {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '3900' },
      profile: { type: 'string', default: '0.26' },
      host: { type: 'string', default: '127.0.0.1' },
      files: { type: 'string' },
      account: { type: 'string', multiple: true, default: [] },
    },
  })
  const port = Number(values.port)
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error(`"${values.port}" is not a port.`)
  if (!isProfile(values.profile)) throw new Error(`There is no profile "${values.profile}".`)
  const files = values.files === undefined ? {} : { files: { at: '/', folder: values.files } }
  const accounts = values.account.map(readAccount)
  return { port, profile: values.profile, host: values.host, accounts, ...files }
}

function isProfile(name: string): name is Profile {
  return Object.hasOwn(profiles, name)
}

function readAccount(given: string): Account {
  const colon = given.indexOf(':')
  if (colon < 1 || colon === given.length - 1) throw new Error('An account is given as user:token.')
  return { user: given.slice(0, colon), token: given.slice(colon + 1) }
}

function sentence(error: unknown, { port, host }: { port: number; host: string }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} is taken; choose another with --port.`
  if (code === 'EACCES') return `Port ${port} needs more rights; choose one above 1023 with --port.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}.`
  return error instanceof Error ? error.message : String(error)
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

function flagsOrFail(): Asked {
  try {
    return readFlags(process.argv.slice(2))
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

const asked = flagsOrFail()
try {
  const server = await startServer(asked)
  const users = asked.accounts.map(({ user }) => user).join(', ') || 'none'
  console.log(`${server.origin} speaks as Onetime Secret ${asked.profile}; accounts: ${users}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)))
  }
} catch (error) {
  fail(sentence(error, asked))
}
