import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const workflows = readdirSync('.github/workflows').map(name => ({
  name,
  text: readFileSync(join('.github/workflows', name), 'utf8'),
}))
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const commit = '0123456789abcdef0123456789abcdef01234567'

test.each(workflows)('$name uses no action but by its commit, and runs only what is here', ({ text }) => {
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action)
  expect(used.length).toBeGreaterThan(0)
  for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v[\d.]+$/)
  for (const [, command = ''] of text.matchAll(/run: (.*)/g)) {
    const [program = '', , script = ''] = command.split(' ')
    expect(program === 'npm' ? command === 'npm ci' || script in scripts : existsSync(program), command).toBe(
      true,
    )
  }
})

describe('a release', () => {
  const zips = ['chrome', 'edge', 'firefox', 'sources'].map(name => `cachet-1.2.3-${name}.zip`)
  let folder: string
  /** GitHub's program, which here only writes down what it is asked, each word on a line of its own. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cachet-release-'))
    await writeFile(join(folder, 'gh'), '#!/bin/sh\nprintf "%s\\n" "$@" >asked\n')
    await chmod(join(folder, 'gh'), 0o755)
    await writeFile(join(folder, 'opener.html'), `<meta name="commit" content="${commit}">\n`)
    for (const zip of zips) await writeFile(join(folder, zip), zip)
  })
  afterAll(() => rm(folder, { recursive: true }))
  const release = (sha: string, tag = 'v1.2.3') =>
    promisify(execFile)('.ci/release', [folder], {
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_REF_NAME: tag,
        GITHUB_SHA: sha,
        GITHUB_REPOSITORY: 'example/cachet',
      },
    })

  test('is a draft of every package and the opener page, with their SHA-256 and source commit', async () => {
    await release(commit)
    const asked = (await readFile(join(folder, 'asked'), 'utf8')).trimEnd().split('\n')
    expect(asked.slice(0, 8)).toEqual([
      'release',
      'create',
      'v1.2.3',
      '--draft',
      '--verify-tag',
      '--title',
      'Cachet 1.2.3',
      '--notes',
    ])
    expect(asked[8]).toContain(`Built from commit ${commit}.`)
    expect(asked.slice(-6)).toEqual(['opener.html', ...zips, 'SHA256SUMS'])
    const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8')
    for (const file of ['opener.html', ...zips]) {
      const sum = createHash('sha256').update(await readFile(join(folder, file)))
      const line = `${sum.digest('hex')}  ${file}`
      expect(sums.split('\n')).toContain(line)
      expect(asked).toContain(line)
    }
  })
  test('is not made of a page from another commit', async () => {
    await expect(release(commit.replace('0', 'f'))).rejects.toThrow('was not built from')
  })
  test('is not made under a tag that is not the version of its packages', async () => {
    await expect(release(commit, 'v1.2.4')).rejects.toThrow('cachet-1.2.4-chrome.zip is missing')
  })
})
