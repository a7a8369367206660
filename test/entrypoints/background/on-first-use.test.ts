import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { wrapSchemas } from '../../../entrypoints/background/on-first-use/build'

const wrap = (code: string) => wrapSchemas(code, parseAst(code).body as never)
const behind = (code: string) => `/* @__PURE__ */ onFirstUse$(() => ${code})`

test('the build puts each schema of a module behind a stand-in, wherever it is built', () => {
  const one = 'z.strictObject({ id: z.uuid() })'
  expect(wrap(`export const One = ${one}`)).toBe(`export const One = ${behind(one)}`)
  expect(wrap(`const contract = { burn: { ask: ${one} } }`)).toBe(
    `const contract = { burn: { ask: ${behind(one)} } }`,
  )
  const short = 'z.string().check(z.maxLength(3))'
  expect(wrap(`const Short = ${short}`)).toBe(`const Short = ${behind(short)}`)
})

test('what a schema reads at once is no schema', () => {
  expect(wrap('const text = z.string().parse(raw)')).toBe(`const text = ${behind('z.string()')}.parse(raw)`)
})

test('what is not a schema, or is built later anyway, stays as it is', () => {
  for (const code of [
    'const of = shape => z.array(shape)',
    'function of() { return z.string() }',
    'const other = y.string()',
  ])
    expect(wrap(code)).toBe(code)
})
