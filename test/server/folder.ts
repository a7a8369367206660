import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { Answer } from './answer'
import { segments } from './router'

/** Files that the operator puts on the server's own origin: those of `folder`, below the path `at`, e.g. `/` or `/help/`. */
export type Files = { at: string; folder: string }

// Texts only: answers are text.
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

/** A plain name: nothing hidden, nothing encoded, no way up. */
const plainName = /^\w[\w.-]*$/

/** A file of the folder, with the headers that an operator is advised to send; `undefined` for all else. */
export async function answerFile(files: Files, path: string): Promise<Answer | undefined> {
  if (!path.startsWith(files.at)) return undefined
  const names = segments(path.slice(files.at.length))
  const type = types[extname(names.at(-1) ?? '')]
  if (type === undefined || !names.every(name => plainName.test(name))) return undefined
  try {
    const root = await realpath(files.folder)
    const file = await realpath(join(root, ...names))
    // A link in the folder may lead out of it.
    if (!file.startsWith(root + sep)) return undefined
    return { status: 200, headers: headersOf(type), body: await readFile(file, 'utf8') }
  } catch {
    return undefined
  }
}

/** The opener page brings a policy of its own, and can say everything in it but who may frame it. */
const headersOf = (type: string) => ({
  'content-type': type,
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "frame-ancestors 'none'",
})
