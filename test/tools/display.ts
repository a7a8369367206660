import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { findCommand } from './browsers'

export type Display = {
  /** What DISPLAY has to say, such as `:3`. */
  name: string
  stop(): Promise<void>
}

/** A screen that nobody sees, under a number that nobody uses. */
export async function startDisplay(): Promise<Display> {
  if (!findCommand('Xvfb')) throw new Error('No Xvfb found: install the package xvfb')
  // The server itself picks the number and writes it to the fourth descriptor when it is ready.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = () => end(server)
  const dieToo = () => void server.kill()
  process.once('exit', dieToo)
  server.once('exit', () => process.removeListener('exit', dieToo))
  return { name: `:${await displayNumber(server)}`, stop }
}

async function displayNumber(server: ChildProcess): Promise<string> {
  const lines = createInterface({ input: server.stdio[3] as Readable })
  const line = once(lines, 'line').then(([text]) => String(text).trim())
  const failed = once(server, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`)))
  return Promise.race([line, failed])
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill()
  await gone
}
