import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * One script or style sheet of ours with everything it imports, in one piece. What of Zod the page has no
 * use for is left out, by a stand-in.
 */
export async function bundle(
  entry: string,
  format: 'iife' | 'es' = 'es',
  define: Record<string, string> = {},
): Promise<string> {
  const built = await build({
    root: here('../..'),
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    mode: 'production',
    // Said here, so that the page comes out the same to the byte, whatever builds it.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    resolve: {},
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: here(`../../${entry}`),
        // Modules would otherwise lose what nothing in the bundle asks for.
        preserveEntrySignatures: format === 'es' ? 'strict' : false,
        output: { format, codeSplitting: false },
      },
    },
  })
  const output = (Array.isArray(built) ? built : [built]).flatMap(part =>
    'output' in part ? part.output : [],
  )
  return output
    .map(part => (part.type === 'chunk' ? part.code : String(part.source)))
    .join('')
    .trim()
}
