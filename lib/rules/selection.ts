import * as z from 'zod/mini'

/**
 * What the browser hands over with its menu is a rendering, not the text: Chromium turns every line
 * break and tab into a space and shows a password as bullets; Firefox cuts at 16 384 characters.
 */
export const Captured = z.strictObject({ text: z.string(), exact: z.boolean() })
export type Captured = z.infer<typeof Captured>

/**
 * What became of a link that was to take the place of the selected text. `moved`: something else is selected by
 * now, and nothing was changed. `refused`: the place does not take it.
 */
export const Put = z.enum(['replaced', 'moved', 'refused'])
export type Put = z.infer<typeof Put>

const firefoxCut = 16_384
const bullets = /^[\u2022\u25cf\u00b7]+$/

/**
 * Chooses between what was read from the page itself and what the menu says. A text without any white
 * space, bullets or full length can't have been altered by the menu, so it counts as exact too.
 * `undefined`: there is nothing to share.
 */
export function chooseText(read: string | undefined, menu: string | undefined): Captured | undefined {
  if (read !== undefined && read.trim() !== '') return { text: read, exact: true }
  if (menu === undefined || menu.trim() === '' || bullets.test(menu)) return undefined
  return { text: menu, exact: !/\s/.test(menu) && menu.length < firefoxCut }
}
