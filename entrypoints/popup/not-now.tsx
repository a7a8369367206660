import { NotNow } from '../../components/NotNow'

/** What can't be had just now, in a file of its own: nothing of it is loaded when all is well. */
export const notNow = (what: 'notRead' | 'noAnswer') => (
  <div class="before">
    <NotNow what={what} again={() => location.reload()} />
  </div>
)
