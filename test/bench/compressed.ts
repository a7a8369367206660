import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'

/** Bytes of the files together, each gzipped as a server would. */
export async function gzipped(paths: string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map(async path => gzipSync(await readFile(path), { level: 9 }).length),
  )
  return sum(sizes)
}

/** Bytes of a folder's zip: each file deflated, its name twice, 76 bytes of headers, 22 at the end (APPNOTE 4.3). */
export async function zipped(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name)
        const body = await readFile(path)
        const packed = Math.min(body.length, deflateRawSync(body, { level: 9 }).length)
        return packed + 2 * Buffer.byteLength(relative(folder, path)) + 76
      }),
  )
  return sum(sizes) + 22
}

const sum = (sizes: number[]) => sizes.reduce((all, one) => all + one, 0)
