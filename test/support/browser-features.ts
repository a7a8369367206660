import { createRequire } from 'node:module'
import type { CompatData, Identifier, SupportStatement } from '@mdn/browser-compat-data'
import { parseSync } from 'vite'

/** MDN's data. Required, as an import of twenty megabytes would be made a module first. */
export const bcd: CompatData = createRequire(import.meta.url)('@mdn/browser-compat-data')

/** Browser → the first version that has something. */
export type Versions = Record<'safari' | 'chrome' | 'firefox', number>

/** From when browsers have a feature, by MDN's data. Infinity: not yet, or only behind a flag. */
export function versionsOf(feature: Identifier | undefined): Versions {
  const support = feature?.__compat?.support
  const from = (browser: keyof Versions) => firstVersion(support?.[browser])
  return { safari: from('safari'), chrome: from('chrome'), firefox: from('firefox') }
}

function firstVersion(support: SupportStatement | undefined): number {
  const whole = (Array.isArray(support) ? support : [support]).find(
    one => one && !one.flags && !one.prefix && !one.alternative_name,
  )
  const version = whole?.version_added
  return typeof version === 'string' && version !== 'preview'
    ? Number.parseFloat(version.replace('≤', ''))
    : Number.POSITIVE_INFINITY
}

/**
 * The names in a script that one of the browsers does not know of anything. So a new method that has the name of an
 * older one, or of something that the script makes itself, is not noticed.
 */
export function newerNames(script: string, oldest: Versions): string[] {
  const known = knownNames()
  return [...namesIn(script)]
    .filter(name => known.get(name)?.every(feature => isNewer(versionsOf(feature), oldest)))
    .sort()
}

/** The same for a style sheet's properties and pseudo-classes. */
export function newerStyles(style: string, oldest: Versions): string[] {
  const parts = [
    ...[...style.matchAll(/[{;]([a-z-]+):/g)].map(
      ([, name = '']) => [name, bcd.css.properties?.[name]] as const,
    ),
    ...[...style.matchAll(/:([a-z-]+)(?=[^{}]*\{)/g)].flatMap(([, name = '']) => {
      const selector = bcd.css.selectors?.[name]
      return selector ? [[`:${name}`, selector] as const] : []
    }),
  ]
  const newer = parts.filter(([, feature]) => feature && isNewer(versionsOf(feature), oldest))
  return [...new Set(newer.map(([name]) => name))].sort()
}

const isNewer = (one: Versions, oldest: Versions): boolean =>
  one.safari > oldest.safari || one.chrome > oldest.chrome || one.firefox > oldest.firefox

/** Every name of JavaScript's and of the web's interfaces → what has it. */
function knownNames(): Map<string, Identifier[]> {
  const names = new Map<string, Identifier[]>()
  const collect = (under: Identifier) => {
    for (const [name, feature] of Object.entries(under)) {
      if (name === '__compat' || typeof feature !== 'object') continue
      const identifier = feature as Identifier
      const plain = name.replace(/_static$/, '')
      if (identifier.__compat) names.set(plain, [...(names.get(plain) ?? []), identifier])
      collect(identifier)
    }
  }
  for (const root of [bcd.javascript.builtins, bcd.api]) if (root) collect(root)
  return names
}

type Node = { type: string } & Record<string, unknown>
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
const nameOf = (value: unknown) =>
  isNode(value) && value.type === 'Identifier' ? String(value.name) : undefined

/** The names that a script asks of its browser: members, what it calls, classes; without those it makes itself. */
function namesIn(script: string): Set<string> {
  const asked = new Set<string | undefined>()
  const made = new Set<string | undefined>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) visit(part)
    if (!isNode(value)) return
    const { type, computed, property, key, callee, left, name } = value
    if (type === 'MemberExpression' && !computed) asked.add(nameOf(property))
    // Names of one or two letters are what the build made of the script's own.
    if (type === 'CallExpression' && (nameOf(callee)?.length ?? 0) > 2) asked.add(nameOf(callee))
    if (type === 'Identifier' && /^[A-Z]/.test(String(name))) asked.add(String(name))
    if (/^(Property|MethodDefinition|PropertyDefinition)$/.test(type) && !computed) made.add(nameOf(key))
    if (type === 'AssignmentExpression' && isNode(left) && !left.computed) made.add(nameOf(left.property))
    for (const part of Object.values(value)) visit(part)
  }
  visit(parseSync('script.js', script).program)
  return new Set([...asked].flatMap(name => (name === undefined || made.has(name) ? [] : name)))
}
