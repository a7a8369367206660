import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from './server/server'
import { buildExtension } from './start/build'
import { hasDisplay, readFlags } from './start/flags'
import { runJourney } from './start/journey'
import { serveSample } from './start/sample'
import { createTidying } from './start/tidying'
import { openWindow } from './start/window'
import { endCommands } from './tools/command'

/**
 * `npm start`: the extension, built, in a browser with a server of its own to try it on. Without a display the same
 * journey runs by itself and tells what it does. Whatever was started ends with it.
 */
async function start(): Promise<void> {
  const { headless, profile, port, lang } = readFlags(process.argv.slice(2))
  const alone = headless || !hasDisplay()
  if (!alone) interrupted = 0
  const extension = await buildExtension()
  // The server has the page for people without Cachet, as an organisation's own would.
  const folder = await mkdtemp(join(tmpdir(), 'cachet-opener-'))
  tidying.later(() => rm(folder, { recursive: true, force: true }))
  await copyFile(join(extension, 'opener.html'), join(folder, 'opener.html'))
  const files = { at: '/', folder }
  const server = await startServer({ profile, port, files }).catch((cause: unknown) => {
    throw new Error(`Port ${port} cannot be had; choose another with --port.`, { cause })
  })
  tidying.later(() => server.close())
  const sample = await serveSample()
  tidying.later(() => sample.close())
  console.log(`\nThe embedded server is at ${server.origin}. It speaks as Onetime Secret ${profile} does,`)
  console.log('keeps everything in memory, and is the server that the extension shares on.')
  console.log(
    `For recipients without Cachet it has ${server.origin}/opener.html: set it in Settings, Opener page.\n`,
  )
  const place = { extension, server, sample, lang, tidying }
  await (alone ? runJourney(place) : openWindow(place))
}

const tidying = createTidying()
tidying.later(endCommands)
/** What a program says that was stopped by Ctrl+C; with a window open that is how one leaves. */
let interrupted = 130
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Ctrl+C may come twice: from the terminal, and passed on by npm.
  process.on(signal, () => void tidying.tidy().then(() => process.exit(interrupted)))
}

try {
  await start()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await tidying.tidy()
}
