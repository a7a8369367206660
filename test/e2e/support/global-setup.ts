import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDisplay } from '../../tools/display'
import { root } from '../../tools/root'

/** Before all tests. What is set here is seen by every test process; the answer is called when all are done. */
export default async function setUp(): Promise<() => Promise<void>> {
  // A display of their own, also on a desktop, where the tests' mouse and a person's would get in each other's way.
  const display = await startDisplay()
  process.env.DISPLAY = display.name
  // A copy, as browsers read an unpacked extension's files late, and somebody may build meanwhile.
  const builds = await mkdtemp(join(tmpdir(), 'cachet-builds-'))
  await cp(join(root, '.output'), builds, { recursive: true }).catch(() => {})
  process.env.TEST_BUILDS = builds
  return async () => {
    await display.stop()
    await rm(builds, { recursive: true, force: true })
  }
}
