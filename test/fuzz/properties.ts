import { answers } from './answers'
import { links } from './links'
import { messages } from './messages'
import type { Property } from './property'
import { sealed } from './sealed'
import { storage } from './storage'

/** Every rule, by what comes in. */
export const properties: Record<string, readonly Property[]> = { links, sealed, messages, storage, answers }
