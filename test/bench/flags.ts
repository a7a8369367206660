import { parseArgs } from 'node:util'

const usage = 'Usage: npm run bench -- [--runs 15]'

/** How often each time is taken. */
export function readRuns(args: string[]): number {
  try {
    const { values } = parseArgs({ args, options: { runs: { type: 'string', default: '15' } } })
    if (!/^[1-9]\d{0,3}$/.test(values.runs)) throw new Error(`"${values.runs}" is not a number of runs.`)
    return Number(values.runs)
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause })
  }
}
