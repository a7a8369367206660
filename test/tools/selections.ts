import * as z from 'zod/mini'

/** What the tables of selections leave in Playwright's JSON report, as far as it is read here. */
const Suite = z.object({
  get suites() {
    return z.optional(z.array(Suite))
  },
  specs: z.array(
    z.object({
      tests: z.array(
        z.object({
          annotations: z.array(z.object({ type: z.string(), description: z.optional(z.string()) })),
        }),
      ),
    }),
  ),
})
const Report = z.object({ suites: z.array(Suite) })
const Told = z.object({ browser: z.string(), measured: z.array(z.object({ verdict: z.string() })) })

type Selected = { browser: string; verdict: string }

/**
 * One line about the tables of selections: how many there were in each browser, how many arrived as they were copied,
 * and how many differed without a word. Nothing when the report has none of them.
 */
export function selections(report: unknown): string | undefined {
  const all = Report.parse(report).suites.flatMap(selectedIn)
  if (all.length === 0) return undefined
  const browsers = [...new Set(all.map(({ browser }) => browser))].sort()
  const each = browsers.map(name => `${name} ${all.filter(({ browser }) => browser === name).length}`)
  const count = (...verdicts: string[]) => all.filter(({ verdict }) => verdicts.includes(verdict)).length
  const unanswered = count('no answer')
  return [
    `selections: ${all.length} (${each.join(', ')}): ${count('exact', 'better')} exact`,
    ...(count('better') > 0 ? [`${count('better')} of them better than the copy`] : []),
    `${count('before the person')} put before the person`,
    `${count('nothing')} nothing`,
    ...(unanswered > 0 ? [`${unanswered} without an answer`] : []),
    `silently different ${count('differed silently')}`,
  ].join(', ')
}

function selectedIn({ specs, suites = [] }: z.infer<typeof Suite>): Selected[] {
  const annotations = specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations))
  const own = annotations.flatMap(({ type, description }): Selected[] => {
    if (type !== 'selections' || description === undefined) return []
    const { browser, measured } = Told.parse(JSON.parse(description))
    return measured.map(({ verdict }) => ({ browser, verdict }))
  })
  return [...own, ...suites.flatMap(selectedIn)]
}
