import { type EditorOfNpm, editorLines, editorNames, editorsOfNpm, pagesWith } from './editors'
import type { Row } from './row'

const sizes = [1, 5, 300]

export const rowsOfEditors: Row[] = editorNames.flatMap(name =>
  sizes.map((count): Row => {
    const { click, select }: EditorOfNpm = editorsOfNpm[name]
    return {
      name: `${name} with ${count} ${count === 1 ? 'line' : 'lines'}`,
      pages: () => pagesWith(name, editorLines(count)),
      ready: 'window.ready === true',
      select: select ?? { all: click },
      wanted: 'exact',
      // In Firefox a terminal gets Alt and any letter before the browser does.
      ...(name === 'xterm' ? { by: ['menu'] } : {}),
    }
  }),
)
