import * as z from 'zod/mini'
import { type Area, cell } from './storage'

/** How many news the badge tells of, so that it can be shown again without reading the history. */
export const createNewsCount = (session: Area) => cell(session, 'news', z.int())

/** When house was last kept, in milliseconds. */
export const createHouseKept = (session: Area) => cell(session, 'house', z.int())
