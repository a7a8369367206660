import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())

/** Every way in which a browser writes characters. */
const spelled = (text: string): Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(encodeURIComponent(text)),
  Buffer.from(Buffer.from(text).toString('base64url').slice(0, -2)),
]

/** Which files of a folder hold a text, in any spelling. */
export function holding(folder: string, text: string): string[] {
  return files(folder).filter(path => {
    const bytes = readFileSync(path)
    return spelled(text).some(spelling => bytes.includes(spelling))
  })
}
