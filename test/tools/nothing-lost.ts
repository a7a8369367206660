import * as z from 'zod/mini'

/** What the table of losses leaves in Playwright's JSON report, as far as it is read here. */
const Suite = z.object({
  get suites() {
    return z.optional(z.array(Suite))
  },
  specs: z.array(
    z.object({
      tests: z.array(
        z.object({
          status: z.string(),
          annotations: z.array(z.object({ type: z.string(), description: z.optional(z.string()) })),
        }),
      ),
    }),
  ),
})
const Report = z.object({ suites: z.array(Suite) })

type Row = { browser: string; before: string; end: string | undefined }

/**
 * One line about the table of losses: its cases, how they ended, and how each had ended before what was
 * lost was mended. Nothing when the report has none of them.
 */
export function nothingLost(report: unknown): string | undefined {
  const rows = Report.parse(report).suites.flatMap(rowsOf)
  if (rows.length === 0) return undefined
  const ends = counts(rows.map(({ end }) => end ?? 'ended otherwise'))
  const browsers = counts(rows.map(({ browser }) => browser)).map(([name, count]) => `${name} ${count}`)
  const before = counts(rows.map(({ before }) => before)).map(([word, count]) => `${word} ${count}`)
  const told = ends.map(([end, count]) => `${count} × ${end}`).join('; ')
  return `nothing lost: ${rows.length} cases (${browsers.join(', ')}): ${told}. Before: ${before.join(', ')}`
}

function rowsOf(suite: z.infer<typeof Suite>): Row[] {
  const own = suite.specs.flatMap(({ tests }) =>
    tests.flatMap(({ status, annotations }): Row[] => {
      const told = (type: string) => annotations.findLast(one => one.type === type)?.description
      const [browser, before] = [told('browser'), told('before')]
      if (browser === undefined || before === undefined) return []
      const held = status === 'expected' || status === 'flaky'
      return [{ browser, before, end: held ? told('end') : undefined }]
    }),
  )
  return [...own, ...(suite.suites ?? []).flatMap(rowsOf)]
}

function counts(words: string[]): [word: string, count: number][] {
  const found = new Map<string, number>()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return [...found].sort(([, one], [, other]) => other - one)
}
