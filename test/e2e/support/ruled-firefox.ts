import { existsSync, realpathSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findFirefox } from '../../tools/browsers'
import type { Written } from './policy'

export type RuledFirefox = {
  executable: string
  /** Writes other rules. It reads them when it starts. */
  change(rules: Written): Promise<void>
  remove(): Promise<void>
}

/**
 * A Firefox with an administrator's rules: the one that is there, in a folder of its own, with
 * `distribution/policies.json` beside it as https://mozilla.github.io/policy-templates/ has it. So the rules are
 * this test's alone, and nothing has to be written where only root may.
 */
export async function ruledFirefox(): Promise<RuledFirefox> {
  const found = realpathSync(findFirefox() ?? '')
  const home = dirname(found)
  if (!existsSync(join(home, 'libxul.so')))
    throw new Error(`${found} only leads to a Firefox: name the real one in FIREFOX_PATH`)
  if (existsSync('/etc/firefox/policies/policies.json'))
    throw new Error(
      'This machine rules its Firefox by /etc/firefox/policies/policies.json, which comes first',
    )
  const folder = await mkdtemp(join(tmpdir(), 'cachet-ruled-firefox-'))
  const own = ['distribution', 'firefox-esr', 'firefox', 'firefox-bin']
  for (const name of await readdir(home)) {
    if (!own.includes(name)) await symlink(join(home, name), join(folder, name))
  }
  // A link would be followed, and Firefox look around where it leads.
  const executable = join(folder, 'firefox')
  await copyFile(found, executable)
  await mkdir(join(folder, 'distribution'))
  return {
    executable,
    change(rules) {
      const policies = { policies: { '3rdparty': { Extensions: { 'cachet@cachet.example': rules } } } }
      return writeFile(join(folder, 'distribution/policies.json'), JSON.stringify(policies))
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
