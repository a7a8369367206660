import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A little extension that is nothing but one menu item on selections; the title of its page tells what was
 * selected when it was clicked. It proves the harness, whatever the product's own menu does.
 */
export async function menuExtension(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const manifest = {
    manifest_version: 3,
    name: 'One menu item',
    version: '1',
    permissions: ['contextMenus', 'storage'],
    background: { service_worker: 'background.js', scripts: ['background.js'] },
    browser_specific_settings: { gecko: { id: 'menu@cachet.example' } },
  }
  const background = `
    chrome.runtime.onInstalled.addListener(() => {
      chrome.contextMenus.create({ id: 'item', title: 'Our item', contexts: ['selection'] })
    })
    chrome.contextMenus.onClicked.addListener(({ selectionText, frameId }) => {
      chrome.storage.local.set({ clicked: { selectionText, frameId } })
    })`
  const page = `<!doctype html><meta charset="utf-8"><script src="page.js"></script>`
  const script = `
    const show = async () => {
      const { clicked } = await chrome.storage.local.get('clicked')
      document.title = clicked ? clicked.selectionText : 'nothing yet'
    }
    chrome.storage.onChanged.addListener(show)
    show()`
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'background.js'), background)
  await writeFile(join(folder, 'page.html'), page)
  await writeFile(join(folder, 'page.js'), script)
  return folder
}
