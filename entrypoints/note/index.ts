import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { type Noting, showNote } from '../../components/in-page/note'

/** The global of our isolated world, which persists from one toast to the next. */
const world = globalThis as { cachetNote?: Noting }

/** Injected before the first toast in a page; a second call says what to show. */
export default defineUnlistedScript(() => {
  world.cachetNote ??= { showNote }
})
