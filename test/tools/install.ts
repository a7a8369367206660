import { spawnSync } from 'node:child_process'
import { findChromium, findCommand, findFirefox } from './browsers'
import { type Ended, runCommand, runPackaged } from './command'

type Need = {
  /** Debian's name for it. */
  name: string
  /** Playwright's name for it, if its installer has one. */
  playwright?: 'chromium' | 'firefox'
  there(): boolean
}

/** What the whole test run needs of the machine, besides Node. */
const needs: Need[] = [
  { name: 'chromium', playwright: 'chromium', there: () => findChromium() !== undefined },
  { name: 'firefox-esr', playwright: 'firefox', there: () => findFirefox() !== undefined },
  // Debian's is the only WebKit that can be driven without Apple's machines: elsewhere these tests cannot run.
  { name: 'webkit2gtk-driver', there: () => findCommand('WebKitWebDriver') !== undefined },
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

/**
 * Installs what is missing: Debian's packages where apt-get may be used (root, or sudo without a password), else
 * the browsers that Playwright can fetch. Fails with a sentence that says what a person has to install.
 */
export async function installMissing(wanted: Need[] = needs): Promise<string[]> {
  const missing = wanted.filter(need => !need.there())
  if (missing.length === 0) return []
  const words = [await fromDebian(missing), await fromPlaywright(missing)].filter(Boolean)
  const left = missing.filter(need => !need.there()).map(({ name }) => name)
  if (left.length > 0) throw new Error([`Please install ${left.join(', ')}.`, ...words].join('\n\n'))
  return missing.map(({ name }) => name)
}

/** The Chromium to use, installed if need be. */
export async function installChromium(): Promise<string> {
  await installMissing(needs.filter(({ name }) => name === 'chromium'))
  const path = findChromium()
  if (!path) throw new Error('Please install chromium.')
  return path
}

/** Answers what went wrong, or ''. */
async function fromDebian(missing: Need[]): Promise<string> {
  const asRoot = rootPrefix()
  if (!asRoot || !findCommand('apt-get')) return ''
  const apt = (...words: string[]) => {
    const [command = '', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words]
    return runCommand(command, rest)
  }
  const updated = await apt('update')
  const names = missing.map(({ name }) => name).filter(installable)
  if (names.length === 0) return failure(updated)
  return failure(await apt('install', '-y', '--no-install-recommends', ...names))
}

async function fromPlaywright(missing: Need[]): Promise<string> {
  const browsers = missing.flatMap(need => (need.playwright && !need.there() ? [need.playwright] : []))
  if (browsers.length === 0) return ''
  const libraries = rootPrefix() && findCommand('apt-get') ? ['--with-deps'] : []
  return failure(await runPackaged('playwright', ['install', ...libraries, ...browsers]))
}

/** Ubuntu knows some packages only as a door to its snaps, which a container cannot open. */
function installable(name: string): boolean {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })
  const candidate = /Candidate: (\S+)/.exec(stdout)?.[1]
  return candidate !== undefined && candidate !== '(none)' && !candidate.includes('snap')
}

/** What to put before a command that needs root; undefined where we cannot become root. */
export function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined
}

function failure({ code, output }: Ended): string {
  return code === 0 ? '' : output.trim().split('\n').slice(-15).join('\n')
}

/** Where there is no dpkg to ask, it is taken to be there: the tests themselves will tell. */
function packaged(name: string): boolean {
  if (!findCommand('dpkg-query')) return true
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '$' + '{Status}', name], { encoding: 'utf8' })
  return stdout.endsWith(' installed')
}
