import type { Extensions } from './build'
import type { Place } from './place'
import type { Measured, Row, Sample, SizedRow, TimedRow } from './row'
import { openSide, type Side } from './side'

export type World = { extensions: Extensions; place: Place; runs: number }

export function measure(row: Row, world: World): Promise<Measured> {
  return row.unit === 'ms' ? time(row, world) : size(row, world)
}

/**
 * Medians of samples taken in turn, ours and the empty one's: what slows the machine down meanwhile slows both. The
 * first pair is thrown away, as it also fills the browser's caches.
 */
async function time(row: TimedRow, { extensions, place, runs }: World): Promise<Measured> {
  const sides: Side[] = []
  const start = async ({ timed }: { timed: string }) => {
    const side = await openSide(timed, place)
    sides.push(side)
    await row.prepare?.(side)
    return side
  }
  try {
    const ours = { side: await start(extensions.ours), sample: row.ours, times: [] as number[] }
    const empty = row.empty && {
      side: await start(extensions.empty),
      sample: row.empty,
      times: [] as number[],
    }
    for (let run = 0; run <= runs; run++) {
      for (const { side, sample, times } of empty ? [ours, empty] : [ours]) {
        times.push(await inTime(sample, side))
      }
    }
    const [oursTimes, emptyTimes] = [ours.times.slice(1), empty?.times.slice(1)]
    return {
      title: row.title,
      unit: row.unit,
      ours: median(oursTimes),
      empty: emptyTimes && median(emptyTimes),
    }
  } finally {
    await Promise.all(sides.map(side => side.close()))
  }
}

async function size(
  { title, unit, of }: SizedRow,
  { extensions: { ours, empty } }: World,
): Promise<Measured> {
  return { title, unit, ours: await of(ours.sized), empty: await of(empty.sized) }
}

/** What waits in a page waits for ever if it never comes. */
async function inTime(sample: Sample, side: Side): Promise<number> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('a sample took more than 20 s')), 20_000)
  })
  try {
    return await Promise.race([sample(side), tooLong])
  } finally {
    clearTimeout(timer)
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}
