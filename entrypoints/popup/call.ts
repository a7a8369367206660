import { browser } from 'wxt/browser'
import { caller } from '../../lib/adapters/messages'

/** Messages to the background. Loaded lazily: none are sent before the popup's first paint. */
export const callBackground = caller(message => browser.runtime.sendMessage(message))
