import { mkdir, writeFile } from 'node:fs/promises'
import { buildOpener, gzippedSize, largest } from './build'

/** `npm run opener`: writes the page to a file, to be hosted or sent. */
const page = await buildOpener()
const folder = new URL('../../.output/', import.meta.url)
await mkdir(folder, { recursive: true })
await writeFile(new URL('opener.html', folder), page)
const size = Buffer.byteLength(page)
process.stdout.write(`.output/opener.html: ${size} bytes, ${gzippedSize(page)} of ${largest} gzipped\n`)
