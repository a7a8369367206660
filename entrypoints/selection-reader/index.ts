import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { SelectionReading } from '../../lib/domain/selection'
import { readSelection } from './read-selection'
import { rememberPlace } from './write-field'

/**
 * Runs in a frame when a person asks to share what they selected there, in our own world, and reads it to the letter. What
 * it returns is what the background is given.
 */
export default defineUnlistedScript((): SelectionReading | undefined => {
  const found = readSelection(true)
  const field = rememberPlace(found)
  if (!found) return undefined
  const { text, shown, menu, sure } = found
  // Browsers mend it on its way out of here, and nobody would know.
  if (!text.isWellFormed()) return { is: 'halved' }
  return {
    ...{ is: 'read', text, sure },
    ...(shown === undefined || shown === text ? {} : { shown }),
    ...(menu ? { menu } : {}),
    ...(field ? { field } : {}),
  }
})
