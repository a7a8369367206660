import type { TestPages } from '../e2e/support/pages'
import type { Server } from '../server/server'
import type { Tidying } from './tidying'

/** What stands ready before a browser is opened. */
export type Place = {
  /** The folder of the built extension. */
  extension: string
  server: Server
  sample: TestPages
  lang: string | undefined
  tidying: Tidying
}
