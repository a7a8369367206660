import { type OutgoingHttpHeaders, request } from 'node:http'

export type Question = {
  method: string
  path: string
  headers: OutgoingHttpHeaders
  body?: Buffer | undefined
}
export type Heard = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Asks over real HTTP, with the path exactly as it is given: `fetch` would tidy it. */
export function ask(origin: string, { method, path, headers, body }: Question): Promise<Heard> {
  const { hostname, port } = new URL(origin)
  return new Promise((heard, failed) => {
    const asking = request({ host: hostname, port, method, path, headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', failed)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        heard({ status: response.statusCode ?? 0, headers: response.headers, body: text })
      })
    })
    asking.on('error', failed)
    asking.end(body)
  })
}
