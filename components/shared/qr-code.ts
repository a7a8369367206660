/** A QR code: modules per side including the quiet zone, and the black ones as an SVG path. */
export type QrCode = { size: number; path: string }

/** White modules around the code; without them, cameras can't find it (ISO/IEC 18004). */
const quiet = 4

/** Drawn locally, so the link isn't shown to another program. Loaded on demand. */
export async function drawQrCode(text: string): Promise<QrCode> {
  const { encode } = await import('uqr')
  const { data } = encode(text, { ecc: 'M', border: 0 })
  return { size: data.length + 2 * quiet, path: data.map(lineOf).join('') }
}

/** One stroke per run of black modules in a row. */
function lineOf(squares: boolean[], y: number): string {
  const runs = squares.map((black, x) => (black && !squares[x - 1] ? x : -1)).filter(x => x >= 0)
  return runs.map(x => `M${x + quiet} ${y + quiet}h${runLength(squares, x)}v1H${x + quiet}z`).join('')
}

function runLength(squares: boolean[], from: number): number {
  const end = squares.indexOf(false, from)
  return (end === -1 ? squares.length : end) - from
}
