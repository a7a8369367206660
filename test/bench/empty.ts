import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const manifest = {
  manifest_version: 3,
  name: 'Empty',
  version: '1',
  action: { default_popup: 'popup.html' },
  background: { service_worker: 'background.js' },
}
const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><p>Nothing</p></html>\n'
const worker = `chrome.runtime.onMessage.addListener((message, sender, respond) => {
  respond(message)
})
`

/** The least that any extension costs: a popup that shows a word, a worker that answers. */
export async function writeEmptyExtension(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'popup.html'), page)
  await writeFile(join(folder, 'background.js'), worker)
  return folder
}
