import { fileURLToPath } from 'node:url'

/** The repository's folder: every path of the tests starts here, whatever folder they are run from. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
