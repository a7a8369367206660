import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { SelectionReading } from '../../lib/domain/selection'
import { readSelection } from './read-selection'
import { rememberPlace } from './write-field'

/**
 * Injected into a frame's isolated world when a person asks to share a selection there; reads it exactly. The
 * return value goes to the background.
 */
export default defineUnlistedScript((): SelectionReading | undefined => {
  const found = readSelection(true)
  const field = rememberPlace(found)
  if (!found) return undefined
  const { text, shown, menu, sure } = found
  // The browser would silently replace lone surrogates in transit.
  if (!text.isWellFormed()) return { is: 'halved' }
  return {
    ...{ is: 'read', text, sure },
    ...(shown === undefined || shown === text ? {} : { shown }),
    ...(menu ? { menu } : {}),
    ...(field ? { field } : {}),
  }
})
