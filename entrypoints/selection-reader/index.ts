import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { Read } from '../../lib/rules/selection'
import { look } from './look'
import { remember } from './writing'

/**
 * Runs in a frame when a person asks to share what they selected there, in our own world, and reads it to the letter. What
 * it returns is what the background is given.
 */
export default defineUnlistedScript((): Read | undefined => {
  const found = look(true)
  const field = remember(found)
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
