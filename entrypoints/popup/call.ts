import { browser } from 'wxt/browser'
import { caller } from '../../lib/adapters/messages'

/** The way to the background, in a file of its own: nothing is asked before the popup is first seen. */
export const callBackground = caller(message => browser.runtime.sendMessage(message))
