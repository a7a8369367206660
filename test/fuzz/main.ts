import { parseArgs } from 'node:util'
import '../support/decompression'
import { keepCrash } from './crashes'
import { properties } from './properties'

/**
 * `npm run fuzz`: what comes in from outside, a million times. `-- --cases 5000` takes fewer or more, `--only links`
 * one kind, or the rules whose names have these words; `--seed` repeats a run. What breaks a rule is kept in
 * `test/vectors/fuzz.json`, as small as it can be made.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed ?? crypto.getRandomValues(new Int32Array(1))[0])
const all = Object.entries(properties).flatMap(([kind, rules]) => rules.map(rule => ({ kind, ...rule })))
const chosen = all.filter(({ kind, name }) => [kind, name].some(word => word.includes(values.only ?? '')))
const shares = chosen.reduce((sum, { share }) => sum + share, 0)

console.log(`Seed ${seed}`)
let [count, ms] = [0, 0]
for (const { kind, name, share, run } of chosen) {
  const began = performance.now()
  const { cases, broken } = await run(Math.ceil((Number(values.cases) * share) / shares), seed)
  const took = performance.now() - began
  count += cases
  ms += took
  const speed = `${Math.round((cases / took) * 1000)}/s`
  console.log(
    `${broken ? 'FAILED' : 'passed'} ${String(cases).padStart(7)} ${speed.padStart(8)}  ${kind}: ${name}`,
  )
  if (!broken) continue
  process.exitCode = 1
  console.log(`  ${JSON.stringify(broken.input)}\n  ${broken.error}`)
  console.log(`  again: npm run fuzz -- --seed ${seed} --cases ${values.cases} --only '${name}'`)
  keepCrash(name, broken.input)
}
console.log(
  `${count} cases in ${Math.round(ms / 1000)} s, ${Math.round((count / ms) * 1000)} a second, seed ${seed}`,
)
