import { spawnSync } from 'node:child_process'
import { findChromium, findCommand } from './browsers'
import { type Ended, runCommand, runPackaged } from './command'
import { type Need, needs } from './needs'

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
