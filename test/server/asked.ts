import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** A request as it came over the wire, its address undecoded. */
export type Asked = {
  method: string
  path: string
  query: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export async function readAsked(incoming: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  }
}
