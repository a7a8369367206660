import { existsSync, realpathSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findFirefox } from '../../tools/browsers'
import { test as base } from './extension'
import type { Written } from './policy'

/** Tests of a Firefox with an administrator's rules: `ruled(rules)` answers its executable, for this test. */
export const test = base.extend<{ ruled: (rules: Written) => Promise<string> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  ruled: async ({}, use) => {
    const made: string[] = []
    await use(async rules => {
      const executable = await ruledFirefox(rules)
      made.push(dirname(executable))
      return executable
    })
    for (const folder of made) await rm(folder, { recursive: true })
  },
})

/**
 * A Firefox with an administrator's rules: the one that is there, in a folder of its own, with
 * `distribution/policies.json` beside it as https://mozilla.github.io/policy-templates/ has it. So the rules are
 * this test's alone, and nothing has to be written where only root may.
 * @returns the path of its executable
 */
async function ruledFirefox(rules: Written): Promise<string> {
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
  const policies = { policies: { '3rdparty': { Extensions: { 'cachet@cachet.example': rules } } } }
  await writeFile(join(folder, 'distribution/policies.json'), JSON.stringify(policies))
  return executable
}
