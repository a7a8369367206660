import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { type SharedFile, sharedFileOf } from '../../../lib/domain/shared-file'

/** A file as people have it; `saved`: the name under which it is saved, and `text` whether it can be read first. */
export type KeyFile = { name: string; saved: string; text: boolean; bytes: Uint8Array<ArrayBuffer> }

const utf8 = (text: string) => new TextEncoder().encode(text)
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => Buffer.alloc(48, at * 7 + 1).toString('base64'))

/** Each in a form that pasting into a text field would spoil. */
export const keyFiles: readonly KeyFile[] = [
  {
    name: 'server.pem',
    saved: 'server.pem',
    text: true,
    bytes: utf8(['-----BEGIN PRIVATE KEY-----', ...lines(26), '-----END PRIVATE KEY-----', ''].join('\n')),
  },
  {
    // DER, with every byte in it.
    name: 'Clé de Zoë.p12',
    saved: 'Clé de Zoë.p12',
    text: false,
    bytes: new Uint8Array([
      0x30,
      0x82,
      0x0a,
      0x02,
      ...Array.from({ length: 2_562 }, (_, at) => (at * 37) & 255),
    ]),
  },
  {
    name: 'id_ed25519',
    saved: 'id_ed25519',
    text: true,
    bytes: utf8(
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines(5).join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`,
    ),
  },
  {
    name: 'kubeconfig.yaml',
    saved: 'kubeconfig.yaml',
    text: true,
    bytes: utf8(`apiVersion: v1\nkind: Config\nusers:\n- name: "é\t"\n  user: {token: hunter2}   \n\n\n`),
  },
  {
    name: '.env',
    saved: '_.env',
    text: true,
    bytes: utf8('\ufeffUSER=root\r\nPASSWORD="hunter2 "\r\n\r\n'),
  },
]

export const sharedFile = ({ name, bytes }: KeyFile): SharedFile => sharedFileOf(name, '', bytes)

/** A folder of the test's own, gone when `use` has ended: what is in it can be chosen, dropped, or saved there. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'cachet-files-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

export async function put(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** Firefox saves without a question, here. */
export const savesTo = (folder: string) => ({
  'browser.download.folderList': 2,
  'browser.download.dir': folder,
  'browser.download.useDownloadDir': true,
})

/** Waits until a file was saved there, and looks at its name and bytes. */
export async function expectSaved(folder: string, { saved, bytes }: KeyFile): Promise<void> {
  const there = async () => {
    const names = await readdir(folder)
    return names.every(name => !name.endsWith('.part')) ? names : []
  }
  await expect.poll(there, { message: 'a file is saved', intervals: [50] }).toContain(saved)
  await expect.poll(async () => new Uint8Array(await readFile(join(folder, saved)))).toEqual(bytes)
}
