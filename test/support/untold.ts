import { createImportExclusions } from '../../lib/adapters/import-exclusions'
import { memoryArea } from './area'
import { memoryVault } from './vault'

/** What is to leave no trace, on a disk of its own unless one is given. */
export const memoryUntold = (local = memoryArea(), vault = memoryVault(local), now = () => Date.now()) =>
  createImportExclusions({ local, vault, now })
