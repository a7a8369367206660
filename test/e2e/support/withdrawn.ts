import type { Page } from 'puppeteer-core'
import { inBrowser } from './firefox-powers'

type ImportedFromFirefox = {
  ExtensionPermissions: Record<
    'add' | 'remove',
    (id: string, which: { permissions: string[]; origins: string[] }, extension: object) => Promise<void>
  >
}

/** What the switches of about:addons do, Permissions and data: a host is withdrawn, also one that the manifest asks for. */
export const withdrawHost = (page: Page, origins: string[]): Promise<void> => turn(page, 'remove', origins)
/** And given back there. */
export const giveHost = (page: Page, origins: string[]): Promise<void> => turn(page, 'add', origins)

const turn = (page: Page, way: 'add' | 'remove', origins: string[]): Promise<void> =>
  inBrowser(
    page,
    async ({ way, origins }) => {
      const found: unknown = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
      const { ExtensionPermissions } = found as ImportedFromFirefox
      const id = 'cachet@cachet.example'
      const { extension } = WebExtensionPolicy.getByID(id)
      await ExtensionPermissions[way](id, { permissions: [], origins }, extension)
    },
    { way, origins },
  )
