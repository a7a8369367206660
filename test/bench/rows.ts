import type { Row } from './row'
import { history } from './rows/history'
import { menu } from './rows/menu'
import { popup } from './rows/popup'
import { reading } from './rows/reading'
import { reply } from './rows/reply'
import { sealing } from './rows/sealing'
import { sizes } from './rows/sizes'

/** The table, from top to bottom. */
export const rows: Row[] = [...popup, ...history, ...reply, ...menu, ...sealing, ...reading, ...sizes]
