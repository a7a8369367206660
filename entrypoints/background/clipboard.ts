import { browser } from 'wxt/browser'

/**
 * Puts text on the clipboard; false when that failed, and then it must be said. Firefox has a clipboard
 * in its background page. A worker of Chromium has none: a hidden page of ours copies for it, which works
 * whatever the page in front is or forbids.
 */
export async function copy(text: string): Promise<boolean> {
  try {
    if (!import.meta.env.FIREFOX) return await copyOffscreen(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

async function copyOffscreen(text: string): Promise<boolean> {
  if (!(await browser.offscreen.hasDocument())) {
    await browser.offscreen.createDocument({
      url: 'offscreen.html',
      reasons: ['CLIPBOARD'],
      justification: 'Puts the link of a shared secret on the clipboard.',
    })
  }
  try {
    return (await browser.runtime.sendMessage({ to: 'clipboard', text })) === true
  } finally {
    await browser.offscreen.closeDocument()
  }
}
