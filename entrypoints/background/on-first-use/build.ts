import { resolve } from 'node:path'
import type { Plugin } from 'vite'

type Node = { type: string; start: number; end: number; [field: string]: unknown }

/** Gives something else than a schema, at once. */
const immediate = new Set(['parse', 'safeParse', 'config'])

/**
 * Builds each schema of a module when it is first used: building them all is most of what a worker does when it
 * starts, and one start uses few. Unused ones are left out of the bundle.
 */
export function schemasOnFirstUse(root: string): Plugin {
  return {
    name: 'schemas-on-first-use',
    enforce: 'post',
    transform: {
      filter: { id: { exclude: /node_modules/ }, code: 'zod/mini' },
      handler(code) {
        const wrapped = wrapSchemas(code, this.parse(code).body as unknown as Node[])
        return wrapped === code
          ? undefined
          : {
              code: `import { onFirstUse as onFirstUse$ } from ${JSON.stringify(resolve(root, 'lib/domain/on-first-use.ts'))}\n${wrapped}`,
              map: null,
            }
      },
    },
  }
}

/** `body`: the module's statements. */
export function wrapSchemas(code: string, body: readonly Node[]): string {
  const found = body.flatMap(schemasIn).sort((one, other) => other.start - one.start)
  return found.reduce(
    (text, { start, end }) =>
      `${text.slice(0, start)}/* @__PURE__ */ onFirstUse$(() => ${text.slice(start, end)})${text.slice(end)}`,
    code,
  )
}

/** The outermost schemas that are built while the module is evaluated. */
function schemasIn(node: Node): Node[] {
  if (/Function|Class/.test(node.type)) return []
  if (node.type === 'CallExpression' && isSchema(node)) return [node]
  return Object.values(node)
    .flat()
    .filter((part): part is Node => typeof part === 'object' && part !== null && 'type' in part)
    .flatMap(schemasIn)
}

/** A call of `z.…`, or of a method of what that gives. */
function isSchema(call: Node): boolean {
  const callee = call.callee as Node
  if (callee.type !== 'MemberExpression') return false
  const [from, method] = [callee.object as Node, callee.property as Node]
  if (immediate.has(String(method.name))) return false
  return from.type === 'Identifier' ? from.name === 'z' : from.type === 'CallExpression' && isSchema(from)
}
