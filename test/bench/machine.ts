import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { findChromium } from '../tools/browsers'

/** What the absolute figures depend on. */
export function machineLine(runs: number): string {
  const [load = 0] = loadavg()
  return [
    `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `load ${load.toFixed(1)}`,
    chromiumVersion(),
    `Node ${process.versions.node}`,
    `medians of ${runs}`,
  ].join(', ')
}

function chromiumVersion(): string {
  const { stdout } = spawnSync(findChromium() ?? 'chromium', ['--version'], { encoding: 'utf8' })
  return /Chrom\S+ [\d.]+/.exec(stdout ?? '')?.[0] ?? 'no Chromium'
}
