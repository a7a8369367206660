import type { Frame, Locator, Page } from '@playwright/test'

/** A point on the display, in its pixels. */
export type ScreenPoint = { x: number; y: number }

/** Where the tab's content begins on the display. Headed only: a headless window has no chrome around it. */
export async function contentOrigin(page: Page): Promise<ScreenPoint> {
  return page.evaluate(() => ({
    x: window.screenX + (window.outerWidth - window.innerWidth) / 2,
    y: window.screenY + (window.outerHeight - window.innerHeight),
  }))
}

/**
 * A point inside an element, also one in a frame: `offset` from its top left corner, by default where text begins.
 * For a selection in a textarea or input it has to hit the selected characters: elsewhere the click moves the caret.
 */
export async function pointIn(
  locator: Locator,
  offset: ScreenPoint = { x: 16, y: 12 },
): Promise<ScreenPoint> {
  await locator.scrollIntoViewIfNeeded()
  const box = await locator.boundingBox()
  if (!box) throw new Error('The element to right-click is not visible')
  const origin = await contentOrigin(locator.page())
  return { x: Math.round(origin.x + box.x + offset.x), y: Math.round(origin.y + box.y + offset.y) }
}

/** A point inside the text that is selected in a page or a frame (not in a textarea or input: use `pointIn`). */
export async function pointInSelection(frame: Frame): Promise<ScreenPoint> {
  const box = await frame.evaluate(() => {
    const selection = getSelection()
    const rectangle = selection?.rangeCount ? selection.getRangeAt(0).getClientRects()[0] : undefined
    return (
      rectangle && {
        x: rectangle.x + Math.min(8, rectangle.width / 2),
        y: rectangle.y + rectangle.height / 2,
      }
    )
  })
  if (!box) throw new Error('Nothing is selected')
  const outer = await frameOrigin(frame)
  return { x: Math.round(outer.x + box.x), y: Math.round(outer.y + box.y) }
}

async function frameOrigin(frame: Frame): Promise<ScreenPoint> {
  const origin = await contentOrigin(frame.page())
  if (!frame.parentFrame()) return origin
  const element = await frame.frameElement()
  const box = await element.boundingBox()
  const border = await element.evaluate(({ clientLeft, clientTop }: HTMLElement) => ({
    clientLeft,
    clientTop,
  }))
  if (!box) throw new Error('The frame is not visible')
  return { x: origin.x + box.x + border.clientLeft, y: origin.y + box.y + border.clientTop }
}
