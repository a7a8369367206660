import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { gzipped, zipped } from '../compressed'
import { scriptsOf, stylesOf } from '../page-files'
import type { Row } from '../row'

const Manifest = z.object({
  permissions: z.optional(z.array(z.string())),
  background: z.object({ service_worker: z.string() }),
})

export const sizes: Row[] = [
  { title: 'zip', unit: 'bytes', of: zipped },
  {
    title: 'popup JS, gzipped',
    unit: 'bytes',
    of: async folder => gzipped(await scriptsOf(folder, 'popup.html')),
  },
  {
    title: 'popup CSS, gzipped',
    unit: 'bytes',
    of: async folder => gzipped(await stylesOf(folder, 'popup.html')),
  },
  {
    title: 'background JS, gzipped',
    unit: 'bytes',
    of: async folder => gzipped([join(folder, (await manifestOf(folder)).background.service_worker)]),
  },
  {
    title: 'permissions',
    unit: 'count',
    of: async folder => (await manifestOf(folder)).permissions?.length ?? 0,
  },
]

async function manifestOf(folder: string): Promise<z.infer<typeof Manifest>> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
}
