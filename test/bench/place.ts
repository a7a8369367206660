import { servePages, type TestPages } from '../e2e/support/pages'
import { type Server, startServer } from '../server/server'

/** What both browsers have around them: a Onetime Secret server, and a web page with something to share. */
export type Place = { server: Server; pages: TestPages }

export const clock = () => performance.timeOrigin + performance.now()

export async function openPlace(): Promise<Place & { close(): Promise<void> }> {
  // Its log is compared with the browser's clock, of which whole milliseconds are too coarse.
  const server = await startServer({ now: clock })
  const pages = await servePages({
    '/': { html: '<title>Page</title><pre>user: deploy\npassword: hunter2</pre>' },
  })
  return {
    server,
    pages,
    async close() {
      await Promise.all([server.close(), pages.close()])
    },
  }
}
