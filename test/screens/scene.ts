import type { Page } from '@playwright/test'
import type { Stage } from './stage'

/**
 * Takes pictures of a page as it is now, in light and dark, at each width in CSS pixels: 380 and 320 unless told. `height`:
 * what a window of this height shows; otherwise it is as high as the page.
 */
export type Show = (name: string, page: Page, widths?: readonly number[], height?: number) => Promise<void>

/** A few screens that are reached one after the other; they are named `name` or `name-…`. */
export type Scene = { name: string; play: (stage: Stage, show: Show) => Promise<void> }
