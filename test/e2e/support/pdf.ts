import { expect, type Page } from '@playwright/test'
import { clickOnDisplay } from './native-menu'
import { contentOrigin, type ScreenPoint } from './screen-point'

/** Where the line stands on the page, in points from its bottom left corner. */
const line = { x: 100, y: 700, size: 36 }
const paper = { width: 612, height: 792 }

/** A PDF of one page with one line of text (letters, digits, blanks), for `pages.put({ '/a.pdf': pdfOf('…') })`. */
export function pdfOf(text: string): { body: Buffer; type: string } {
  const drawing = `BT /F1 ${line.size} Tf ${line.x} ${line.y} Td (${text}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${paper.width} ${paper.height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF`
  return { body: Buffer.from(file + table + trailer), type: 'application/pdf' }
}

/**
 * Opens a PDF made by `pdfOf` in Chromium's viewer, selects its line with the mouse, and answers a point of the
 * display inside the selection: for `chooseOurItem`.
 */
export async function selectInPdf(page: Page, url: string): Promise<ScreenPoint> {
  await page.goto(`${url}#toolbar=0&navpanes=0&zoom=100`)
  const origin = await contentOrigin(page)
  // The page is centred beside a scroll bar, and drawn at 96 pixels to 72 points.
  const scale = 96 / 72
  const left = await page.evaluate(width => (innerWidth - 15 - width) / 2, paper.width * scale)
  const point = {
    x: Math.round(origin.x + left + (line.x + line.size) * scale),
    y: Math.round(origin.y + (paper.height - line.y - line.size / 4) * scale),
  }
  await expect(async () => {
    await clickOnDisplay(point, 3)
    expect(await selectedInPdf(page)).not.toBe('')
  }).toPass({ timeout: 10_000, intervals: [50] })
  return point
}

/** The viewer is an extension page in a frame; its plugin alone knows what is selected. */
async function selectedInPdf(page: Page): Promise<string> {
  const frame = page
    .frames()
    .find(frame => frame.url().startsWith('chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/'))
  if (!frame) return ''
  return frame.evaluate(async () => {
    type Plugin = { getSelectedText(): Promise<{ selectedText: string }> }
    const viewer = document.querySelector<HTMLElement & { loadState_?: string; pluginController_?: Plugin }>(
      'pdf-viewer',
    )
    if (viewer?.loadState_ !== 'success' || !viewer.pluginController_) return ''
    return (await viewer.pluginController_.getSelectedText()).selectedText
  })
}
