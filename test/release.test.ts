import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const workflow = readFileSync('.github/workflows/release.yml', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
const commit = '0123456789abcdef0123456789abcdef01234567'

test('a release uses no action but by its commit, and runs only what is here', () => {
  const used = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action)
  expect(used.length).toBeGreaterThan(3)
  for (const action of used) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v[\d.]+$/)
  for (const [, command = ''] of workflow.matchAll(/run: (.*)/g)) {
    const [program = '', , script = ''] = command.split(' ')
    expect(program === 'npm' ? command === 'npm ci' || script in scripts : existsSync(program), command).toBe(
      true,
    )
  }
})

describe('a release', () => {
  let folder: string
  const page = () => join(folder, 'opener.html')
  /** GitHub's program, which here only writes down what it is asked, each word on a line of its own. */
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cachet-release-'))
    await writeFile(join(folder, 'gh'), '#!/bin/sh\nprintf "%s\\n" "$@" >asked\n')
    await chmod(join(folder, 'gh'), 0o755)
    await writeFile(page(), `<meta name="commit" content="${commit}">\n`)
  })
  afterAll(() => rm(folder, { recursive: true }))
  const release = (sha: string) =>
    promisify(execFile)('.ci/release', [page()], {
      env: { PATH: `${folder}:${process.env.PATH}`, GITHUB_REF_NAME: 'v1.2.3', GITHUB_SHA: sha },
    })

  test('has the page, its SHA-256 and its source commit', async () => {
    await release(commit)
    const sum = createHash('sha256')
      .update(await readFile(page()))
      .digest('hex')
    const asked = (await readFile(join(folder, 'asked'), 'utf8')).trimEnd().split('\n')
    expect(asked.slice(0, 7)).toEqual([
      'release',
      'create',
      'v1.2.3',
      '--verify-tag',
      '--title',
      'Cachet 1.2.3',
      '--notes',
    ])
    expect(asked.slice(-2)).toEqual(['opener.html', 'opener.html.sha256'])
    expect(asked).toContain(`SHA-256: \`${sum}\``)
    expect(asked[7]).toContain(`built from commit ${commit}.`)
    expect(await readFile(join(folder, 'opener.html.sha256'), 'utf8')).toBe(`${sum}  opener.html\n`)
  })
  test('is not made of a page from another commit', async () => {
    await expect(release(commit.replace('0', 'f'))).rejects.toThrow('was not built from')
  })
})
