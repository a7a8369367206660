import type { Exchange } from './recording'

/** Gives a body the bytes it had: long ones were cut and say how long they were, and bytes that are no text were lost. */
export function rebuildBody({ name, request }: Exchange, ownHost: string): Buffer | undefined {
  const { body } = request
  if (body === undefined || body === null) return undefined
  const [, shown, length] = body.match(/^([\s\S]*?)…<(\d+) bytes in all>$/) ?? []
  if (shown === undefined || length === undefined) {
    return asBytes(body.replace(/127\.0\.0\.1%3A39\d\d/, encodeURIComponent(ownHost)))
  }
  const ttl = name.startsWith('cfg-') ? 3600 : 600
  const json = shown.startsWith('{')
  const start = json ? '{"secret": "' : 'secret='
  const end = json ? `", "ttl": ${ttl}}` : `&ttl=${ttl}`
  const unit = shown.includes('%C3%A9') ? '%C3%A9' : 'x'
  const times = (Number(length) - start.length - end.length) / unit.length
  const rebuilt = `${start}${unit.repeat(times)}${end}`
  if (!rebuilt.startsWith(shown)) throw new Error(`${name}: the body cannot be rebuilt`)
  return Buffer.from(rebuilt)
}

function asBytes(body: string): Buffer {
  const parts = body.split('\uFFFD').map(part => Buffer.from(part))
  const lost = [0xff, 0xfe]
  return Buffer.concat(
    parts.flatMap((part, i) => (i === 0 ? [part] : [Buffer.of(lost[i - 1] ?? 0xff), part])),
  )
}
