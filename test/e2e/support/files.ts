import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Page as FirefoxPage } from 'puppeteer-core'
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

/** The two that differ most: every byte and no text; a hidden name, a byte order mark and line breaks of Windows. */
export const isShort = ({ name }: KeyFile): boolean => name.endsWith('.p12') || name === '.env'

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

/** What a page of Chromium shows of a file, and what it saves. */
export async function expectFile(page: Page, { saved, text, bytes, name }: KeyFile): Promise<void> {
  await expect(page.locator('.file-name')).toHaveText(saved)
  await expect(page.getByText(`${bytes.length.toLocaleString('en')} bytes`)).toBeVisible()
  await expect(page.getByText(`Renamed: “${name}”`)).toHaveCount(name === saved ? 0 : 1)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the file' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toBe(saved)
  expect(new Uint8Array(await readFile((await download.path()) ?? ''))).toEqual(bytes)
  const field = page.locator('#text')
  if (!text) return expect(field).toHaveCount(0)
  await expect(field).toHaveValue(/^•+$/)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(field).toHaveValue(asShown(bytes))
}

/** A field gives its lines as it shows them. */
const asShown = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll('\r\n', '\n')

/** The same in Firefox, which saves to this folder. */
export async function expectFileInFirefox(page: FirefoxPage, file: KeyFile, folder: string): Promise<void> {
  await page.waitForSelector('.file-name')
  expect(await page.$eval('.file-name', name => name.textContent)).toBe(file.saved)
  await page.locator('.button.primary').click()
  await expectSaved(folder, file)
  expect((await page.$('#text')) !== null).toBe(file.text)
  if (!file.text) return
  expect(await page.$eval('#text', field => (field as HTMLTextAreaElement).value)).toMatch(/^•+$/)
  await page.locator('.row .quiet').click()
  const value = () => page.$eval('#text', field => (field as HTMLTextAreaElement).value)
  await expect.poll(value).toBe(asShown(file.bytes))
}

/** Waits until a file was saved there, and looks at its name and bytes. */
async function expectSaved(folder: string, { saved, bytes }: KeyFile): Promise<void> {
  const there = async () => {
    const names = await readdir(folder)
    return names.every(name => !name.endsWith('.part')) ? names : []
  }
  await expect.poll(there, { message: 'a file is saved', intervals: [50] }).toContain(saved)
  await expect.poll(async () => new Uint8Array(await readFile(join(folder, saved)))).toEqual(bytes)
}
