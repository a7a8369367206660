import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Server, startServer } from '../server/server'

let folder: string
let server: Server
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cachet-files-'))
  const site = join(folder, 'site')
  await mkdir(join(site, 'sub'), { recursive: true })
  await writeFile(join(folder, 'outside.txt'), 'not yours')
  await writeFile(join(site, 'opener.html'), '<!doctype html>é')
  await writeFile(join(site, 'sub', 'a.txt'), 'a')
  await writeFile(join(site, '.hidden.txt'), 'hidden')
  await writeFile(join(site, 'key.pem'), 'of no type')
  await symlink(join(folder, 'outside.txt'), join(site, 'link.txt'))
  server = await startServer({ files: { at: '/help/', folder: site } })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Asks for a path to the letter: `fetch` would put it right. */
const ask = (path: string, method = 'GET') =>
  new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: server.port, path, method }, response => {
      let body = ''
      response.setEncoding('utf8').on('data', piece => {
        body += piece
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body }),
      )
    })
    asking.on('error', reject).end()
  })

test('a folder is served below its path, with its types', async () => {
  expect(await ask('/help/opener.html')).toEqual({
    status: 200,
    type: 'text/html; charset=utf-8',
    body: '<!doctype html>é',
  })
  expect(await ask('/help/sub/a.txt?x')).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' })
})
test.each([
  '/opener.html',
  '/help/',
  '/help/nothing.html',
  '/help/sub',
  '/help/key.pem',
  '/help/.hidden.txt',
  '/help/link.txt',
  '/help/../outside.txt',
  '/help/sub/../../outside.txt',
  '/help/%2e%2e/outside.txt',
  '/help/..%2foutside.txt',
  '/help/sub%00/a.txt',
])('nothing else is: %s', async path => {
  const { status, body } = await ask(path)
  expect([status, body.includes('not yours')]).toEqual([404, false])
})
test('nor is anything put there', async () => {
  expect(await ask('/help/opener.html', 'POST')).toMatchObject({ status: 404 })
})
