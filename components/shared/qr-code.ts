/** A QR code: how many squares a side, quiet zone and all, and the black ones as an SVG path. */
export type QrCode = { size: number; path: string }

/** White squares around the code, without which cameras lose it (ISO/IEC 18004). */
const quiet = 4

/** Drawn here: a link is shown to no other program. Loaded when it is asked for. */
export async function drawQrCode(text: string): Promise<QrCode> {
  const { encode } = await import('uqr')
  const { data } = encode(text, { ecc: 'M', border: 0 })
  return { size: data.length + 2 * quiet, path: data.map(lineOf).join('') }
}

/** One stroke for every run of black squares in a line. */
function lineOf(squares: boolean[], y: number): string {
  const runs = squares.map((black, x) => (black && !squares[x - 1] ? x : -1)).filter(x => x >= 0)
  return runs.map(x => `M${x + quiet} ${y + quiet}h${runLength(squares, x)}v1H${x + quiet}z`).join('')
}

function runLength(squares: boolean[], from: number): number {
  const end = squares.indexOf(false, from)
  return (end === -1 ? squares.length : end) - from
}
