import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './root'

export type Ended = {
  /** Null when a signal ended it, or when it could not be started. */
  code: number | null
  /** What it printed, both streams in order. */
  output: string
}

export type Surroundings = { env?: Record<string, string>; minutes?: number }

const running = new Set<ChildProcess>()

/** Runs a command in the repository's folder, without input, and waits. It is ended after `minutes`, 20 unless told. */
export async function runCommand(
  command: string,
  words: string[],
  { env = {}, minutes = 20 }: Surroundings = {},
): Promise<Ended> {
  const child = spawn(command, words, {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what it started ends with it.
    detached: true,
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  running.add(child)
  const tooLong = setTimeout(() => {
    output += `\nEnded after ${minutes} minutes.\n`
    endGroup(child)
  }, minutes * 60_000)
  try {
    const [code] = await once(child, 'close')
    return { code, output }
  } catch (cause) {
    return { code: null, output: `${command} could not be started: ${String(cause)}` }
  } finally {
    clearTimeout(tooLong)
    running.delete(child)
    endGroup(child)
  }
}

/** Runs a program that one of our packages brings. */
export function runPackaged(program: string, words: string[], surroundings?: Surroundings): Promise<Ended> {
  return runCommand(join(root, 'node_modules/.bin', program), words, surroundings)
}

/** Interrupts what runs now, so that it can put away its browsers and displays, and ends it if it does not. */
export function endCommands(): void {
  for (const child of running) {
    child.kill('SIGINT')
    setTimeout(() => endGroup(child), 10_000).unref()
  }
}

function endGroup({ pid }: ChildProcess): void {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}
