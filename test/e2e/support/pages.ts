import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { selfSigned } from './certificate'

export type TestPage = { html: string; headers?: Record<string, string> } | { body: Buffer; type: string }

export type TestPages = {
  /** `http://127.0.0.1:PORT`: a secure context to browsers. */
  origin: string
  /** The same pages on another site, `http://localhost:PORT`. */
  otherSite: string
  /** The same pages on another origin of the same site: another port. */
  otherOrigin: string
  /** The same pages over TLS, under a certificate nobody knows. */
  secure: string
  /** The port of `secure`, for `hosts`: any https name can be answered here. */
  securePort: number
  /** What was asked for, in order: `GET /path`. */
  asked: string[]
  /** Adds or replaces pages. */
  put(pages: Record<string, TestPage>): void
  /** Whatever is in a folder is served under a path that ends with a slash. */
  putFolder(under: string, folder: string): void
  close(): Promise<void>
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
}

/** Serves pages on loopback: path → page. What is not there is a 404. */
export async function servePages(first: Record<string, TestPage> = {}): Promise<TestPages> {
  const pages = new Map(Object.entries(first))
  const folders = new Map<string, string>()
  const asked: string[] = []
  const inFolder = (pathname: string): TestPage | undefined => {
    for (const [under, folder] of folders) {
      const file = join(folder, decodeURI(pathname.slice(under.length)))
      const type = types[extname(file)]
      if (pathname.startsWith(under) && type && existsSync(file)) return { body: readFileSync(file), type }
    }
    return undefined
  }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host')
    asked.push(`${request.method} ${pathname}`)
    const page = pages.get(pathname) ?? inFolder(pathname)
    if (!page) return void response.writeHead(404).end()
    if ('body' in page) return void response.writeHead(200, { 'content-type': page.type }).end(page.body)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers }).end(page.html)
  }
  const one = await listen(createServer(answer))
  const two = await listen(createServer(answer))
  const three = await listen(createTlsServer(selfSigned(), answer))
  return {
    origin: `http://127.0.0.1:${one.port}`,
    otherSite: `http://localhost:${one.port}`,
    otherOrigin: `http://127.0.0.1:${two.port}`,
    secure: `https://127.0.0.1:${three.port}`,
    securePort: three.port,
    asked,
    put: more => {
      for (const [path, page] of Object.entries(more)) pages.set(path, page)
    },
    putFolder: (under, folder) => void folders.set(under, folder),
    async close() {
      await Promise.all([one.close(), two.close(), three.close()])
    },
  }
}

async function listen(server: Server) {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
