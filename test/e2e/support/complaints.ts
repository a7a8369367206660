import type { BrowserContext, ConsoleMessage } from '@playwright/test'
import type { ExtensionWorker } from './worker'

/** All errors, warnings and broken policies from now on, in pages and in the worker that runs now. */
export async function hearComplaints(context: BrowserContext, worker: ExtensionWorker): Promise<string[]> {
  const heard: string[] = []
  const note = (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  }
  context.on('console', note)
  context.on('weberror', error => heard.push(String(error.error())))
  for (const known of context.serviceWorkers()) known.on('console', note)
  // A worker's uncaught errors and broken policies are told to nobody but itself.
  await worker.evaluate(() => {
    const complain = (text: string) => console.error(text)
    addEventListener('error', ({ message }) => complain(message))
    addEventListener('unhandledrejection', ({ reason }) => complain(String(reason)))
    addEventListener('securitypolicyviolation', event => {
      if ('blockedURI' in event) complain(`refused by policy: ${event.blockedURI}`)
    })
  })
  return heard
}
