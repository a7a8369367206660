import { later } from '../../components/later'
import type { OwnServerWorld } from '../../components/opener/own-server'

/** The browser as a page at `origin` has it. What a browser refuses or lacks is left out. */
export const browserAt = (origin: string): OwnServerWorld => ({
  origin,
  network: (url, init) => fetch(url, init),
  online: () => navigator.onLine,
  storage: attempt(() => sessionStorage),
  channel: attempt(openChannel),
  alone: (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work()),
  later,
  now: () => Date.now(),
})

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function openChannel(): OwnServerWorld['channel'] {
  const channel = new BroadcastChannel('cachet')
  return {
    post: message => channel.postMessage(message),
    listen(hear) {
      channel.onmessage = ({ data }) => hear(data)
    },
  }
}
