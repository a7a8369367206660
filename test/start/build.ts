import { builtExtension } from '../e2e/support/launch'
import { runPackaged } from '../tools/command'
import { seconds } from './words'

/**
 * Builds the extension the way the browser tests have it, and answers its folder: with loopback among its hosts, so
 * that nobody has to allow the embedded server first, and with an id that is known beforehand. Otherwise it is what
 * people install.
 */
export async function buildExtension(): Promise<string> {
  const began = performance.now()
  const { code, output } = await runPackaged('wxt', ['build', '-b', 'chrome', '--mode', 'e2e'])
  if (code !== 0) throw new Error(`The extension could not be built:\n${output}`)
  console.log(`Built the extension in ${seconds(began)}.`)
  return builtExtension('chrome', 'e2e')
}
