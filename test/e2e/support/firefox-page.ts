import type { Page } from 'puppeteer-core'
import { chooseServer } from './journey'
import type { ExtensionWorker } from './worker'

/** Firefox hands out no worker: what needs only the extension's own powers is done in one of its pages. */
export const backgroundIn = (page: Page): Pick<ExtensionWorker, 'evaluate'> => ({
  evaluate: <Result, Arg>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg) =>
    page.evaluate(`(${run})(${JSON.stringify(arg)})`) as Promise<Result>,
})

/** Chooses the server for the next secret, from one of the extension's own pages. */
export const chooseServerIn = (page: Page, server: string): Promise<void> =>
  chooseServer(backgroundIn(page), server)

/** The part of a page with this role and name, as a screen reader finds it. */
export const named = (page: Page, role: string, name: string) =>
  page.locator(`::-p-aria(${name}[role="${role}"])`)
