import { runningBrowser } from './browser'

// What `wxt/browser` is in unit tests. Each worker, and each page of ours, has modules of its own, and so one of these.
export const browser = runningBrowser().attach()
