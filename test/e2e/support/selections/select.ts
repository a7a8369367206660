import { expect } from '@playwright/test'
import type { Hands } from './hands'
import { type Point, type Points, pointsOf } from './points'
import type { Select } from './row'

const isInFrame = (): boolean => document.activeElement?.localName === 'iframe'

/** In the page itself; what is selected in a frame is that frame's. */
const isNothingSelected = (): boolean => getSelection()?.isCollapsed !== false
const selectNothing = (): void => getSelection()?.removeAllRanges()

/** Selects as a person does. @returns a point of the page's window that hits the selection */
export async function selectAs(hands: Hands, select: Select): Promise<Point> {
  const points = (place: string): Promise<Points> => hands.evaluate(pointsOf, place)
  const clickIn = async (place: string, times: number, offset?: Point): Promise<Point> => {
    const { corner, start } = await points(place)
    const at = offset ? { x: corner.x + offset.x, y: corner.y + offset.y } : { x: start.x + 6, y: start.y }
    await hands.click(at, times)
    // A frame in a process of its own is drawn before it can be clicked.
    if (offset)
      await expect(async () => {
        if (await hands.evaluate(isInFrame)) return
        await hands.click(at, times)
        expect(await hands.evaluate(isInFrame)).toBe(true)
      }).toPass({ timeout: 8_000, intervals: [100] })
    return at
  }
  if ('triple' in select) return clickIn(select.triple, 3, select.offset)
  if ('all' in select) {
    const { all, offset } = select
    let at = await clickIn(all, 1, offset)
    await hands.press('Control+a')
    // The page says that a frame in a process of its own has the keyboard before the browser sends keys there.
    if (offset)
      await expect(async () => {
        if (await hands.evaluate(isNothingSelected)) return
        await hands.evaluate(selectNothing)
        at = await clickIn(all, 1, offset)
        await hands.press('Control+a')
        expect(await hands.evaluate(isNothingSelected)).toBe(true)
      }).toPass({ timeout: 8_000, intervals: [100] })
    return at
  }
  if ('press' in select) {
    const at = await clickIn(select.in, 1)
    for (const key of select.press) await hands.press(key)
    return at
  }
  if ('run' in select) {
    const clicked = select.click === undefined ? undefined : await clickIn(select.click, 1)
    await hands.run(select.run)
    const at = select.at === undefined ? undefined : (await points(select.at)).start
    return at ? { x: at.x + 6, y: at.y } : (clicked ?? { x: 30, y: 30 })
  }
  const drags = 'drag' in select ? [select.drag] : select.drags
  let first: Point | undefined
  for (const [from, to] of drags) {
    const { start } = await points(from)
    const { end } = await points(to)
    await hands.drag(start, end, first && 'Control')
    first ??= start
  }
  const { x, y } = first ?? { x: 30, y: 30 }
  return { x: x + 6, y }
}
