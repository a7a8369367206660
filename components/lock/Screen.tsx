import { turnPage } from './follow'
import { Unlock } from './Unlock'
import { Unlocking, type World } from './unlocking'
import './lock.css'

/** What a page of ours shows while the lock is closed. */
export const lockScreen = (call: World['call']) => (
  <Unlock
    model={
      new Unlocking({
        call,
        leave: turnPage,
        later(run, ms) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      })
    }
  />
)
