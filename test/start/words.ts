import type { Request, Stored } from '../server/server'

const width = 76

/** How long ago `began` was, by `performance.now()`. */
export function seconds(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`
}

/** `POST /api/v1/share, 652 bytes, answered 200`. Keys are cut, to keep the line a line. */
export function requestLine({ method, path, body, status }: Request): string {
  const short = path.replace(/[a-z0-9]{20,}/g, key => `${key.slice(0, 8)}…`)
  const size = body.length > 0 ? `, ${body.length} bytes` : ''
  return `${method} ${short}${size}, answered ${status}`
}

/** What the server really keeps, as it keeps it: the beginning of its first lines. */
export function storedLines({ value = '' }: Stored): string[] {
  const lines = value.split('\n').filter(line => line.trim() !== '')
  return lines.slice(0, 3).map(line => (line.length > width ? `${line.slice(0, width)}…` : line))
}

export function indented(lines: string[], by = 5): string {
  return lines.map(line => `${' '.repeat(by)}${line}`).join('\n')
}
