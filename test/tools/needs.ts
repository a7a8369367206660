import { spawnSync } from 'node:child_process'
import { findChromium, findCommand, findFirefox } from './browsers'

export type Need = {
  /** Debian's name for it. */
  name: string
  /** Playwright's name for it, if its installer has one. */
  playwright?: 'chromium' | 'firefox'
  there(): boolean
}

/** What the whole test run needs of the machine, besides Node. */
export const needs: Need[] = [
  { name: 'chromium', playwright: 'chromium', there: () => findChromium() !== undefined },
  { name: 'firefox-esr', playwright: 'firefox', there: () => findFirefox() !== undefined },
  { name: 'firefox-esr-l10n-fr', there: () => packaged('firefox-esr-l10n-fr') },
  { name: 'xvfb', there: () => findCommand('Xvfb') !== undefined },
  { name: 'xdotool', there: () => findCommand('xdotool') !== undefined },
  { name: 'xclip', there: () => findCommand('xclip') !== undefined },
  { name: 'jose', there: () => findCommand('jose') !== undefined },
  { name: 'python3-jwcrypto', there: () => packaged('python3-jwcrypto') },
  // Screenshots look alike everywhere only with the same letters.
  { name: 'fonts-liberation', there: () => packaged('fonts-liberation') },
  { name: 'fonts-noto-color-emoji', there: () => packaged('fonts-noto-color-emoji') },
]

/** Where there is no dpkg to ask, it is taken to be there: the tests themselves will tell. */
function packaged(name: string): boolean {
  if (!findCommand('dpkg-query')) return true
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '$' + '{Status}', name], { encoding: 'utf8' })
  return stdout.endsWith(' installed')
}
