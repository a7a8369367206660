import type { Row } from './row'
import { rowsOfEditors } from './rows-editors'
import { rowsOfFields } from './rows-fields'
import { rowsOfFrames } from './rows-frames'
import { rowsOfHostilePages } from './rows-hostile'
import { rowsOfLayout } from './rows-layout'
import { rowsOfLetters } from './rows-letters'
import { rowsOfLines } from './rows-lines'
import { rowsOfPictures } from './rows-pictures'
import { rowsOfRoots } from './rows-roots'
import { rowsOfSpaces } from './rows-spaces'
import { rowsOfVectors } from './rows-vectors'

/** Each runs in one browser that is started once. */
export const tables: Record<string, Row[]> = {
  'of lines and letters': [...rowsOfLines, ...rowsOfLetters, ...rowsOfSpaces],
  'of fields and layout': [...rowsOfFields, ...rowsOfLayout],
  'of roots, pictures, frames and hostile pages, and those measured once': [
    ...rowsOfVectors,
    ...rowsOfRoots,
    ...rowsOfPictures,
    ...rowsOfFrames,
    ...rowsOfHostilePages,
  ],
  'in editors': rowsOfEditors,
}
