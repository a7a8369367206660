import vectors from '../../../vectors/selection.json' with { type: 'json' }
import { type EditorName, editorLines, editorsOfNpm, pagesWith } from './editors'
import type { By, Row, Select, Wanted } from './row'

type Vector = {
  kind: string
  in: ('chromium' | 'firefox')[]
  by: By
  wanted?: Wanted
  copied?: string
} & ({ body: string; select: Select } | { editor: EditorName; lines: string[] | number })

/** Failures that were once measured. */
export const rowsOfVectors: Row[] = (vectors as Vector[]).map((vector, at) => {
  const { kind, by, wanted = 'exact', copied } = vector
  const only = vector.in.length === 1 ? vector.in[0] : undefined
  return {
    name: `measured once (${at + 1}): ${kind}`,
    ...('body' in vector ? { body: vector.body, select: vector.select } : editorOf(vector)),
    wanted,
    by: [by],
    ...(copied === undefined ? {} : { copied }),
    ...(only === undefined ? {} : { only }),
  }
})

function editorOf({ editor, lines }: { editor: EditorName; lines: string[] | number }) {
  const text = typeof lines === 'number' ? editorLines(lines) : lines
  return {
    pages: () => pagesWith(editor, text),
    ready: 'window.ready === true',
    select: { all: editorsOfNpm[editor].click },
  }
}
