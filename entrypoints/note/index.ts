import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { type Noting, showNote } from '../../components/in-page/note'

/** Our own world in the page, which stays from one note to the next. */
const world = globalThis as { cachetNote?: Noting }

/** Put into a page when something is to be said there; what it is comes by a second call. */
export default defineUnlistedScript(() => {
  world.cachetNote ??= { showNote }
})
