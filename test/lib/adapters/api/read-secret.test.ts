import { createServer, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { readSecret } from '../../../../lib/adapters/api/read-secret'
import { meaningOf } from '../../../../lib/adapters/api/secret-answer'
import { nodeNetwork } from '../../../support/network'

const text = 'hunter2 ü \u{1F512}'
const answer = JSON.stringify({ value: text, secret_key: 'k' })
const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

let close = () => {}
afterEach(() => close())

/** A server that answers as it likes. */
async function serve(respond: (response: ServerResponse) => unknown) {
  // What is asked besides, so that the reading goes over a connection of its own, costs nothing.
  const server = createServer(
    (request, response) => void (request.method === 'POST' ? respond(response) : response.end()),
  )
  await new Promise<void>(started => server.listen(0, '127.0.0.1', started))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return readSecret(nodeNetwork, { origin: `http://127.0.0.1:${port}`, secretKey: 'k' }, () => 5)
}

test('an answer is taken as it comes, byte by byte', async () => {
  const came = await serve(async response => {
    response.writeHead(200)
    for (const byte of Buffer.from(answer)) {
      response.write(Buffer.of(byte))
      await wait(2)
    }
    response.end()
  })
  expect(came).toEqual({ at: 5, status: 200, intended: null, body: answer, binary: false, whole: true })
  expect(meaningOf(came, 'k')).toEqual({ is: 'text', text })
})
test('an answer that is cut keeps all that came, also where it is cut within a character', async () => {
  const bytes = Buffer.from(answer)
  const lock = bytes.indexOf(Buffer.from('\u{1F512}'))
  for (const end of [bytes.length - 1, bytes.indexOf('ter2'), lock + 2]) {
    const came = await serve(response => {
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, end), () => setTimeout(() => response.destroy(), 50))
    })
    expect(came).toMatchObject({ status: 200, whole: false, binary: false })
    expect(Buffer.from(came.body)).toEqual(bytes.subarray(0, end === lock + 2 ? lock : end))
    close()
  }
})
test('what is no text stays byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const came = await serve(response => response.end(bytes))
  expect(came.binary).toBe(true)
  expect(Uint8Array.from(came.body, byte => byte.charCodeAt(0))).toEqual(new Uint8Array(bytes))
})
test('an answer without end is taken up to sixteen megabytes', async () => {
  const megabyte = Buffer.alloc(1024 * 1024, ' ')
  let open = true
  const came = await serve(async response => {
    response.on('close', () => {
      open = false
    })
    response.writeHead(200)
    response.write(answer)
    while (open) {
      await new Promise<void>(sent => response.write(megabyte, () => sent()))
    }
  })
  expect(came.whole).toBe(false)
  expect(came.body.length).toBeGreaterThan(16 * 1024 * 1024)
  expect(came.body.length).toBeLessThan(20 * 1024 * 1024)
  expect(meaningOf(came, 'k')).toEqual({ is: 'text', text })
})
test('a way that breaks before an answer begins is said', async () => {
  await expect(serve(response => response.destroy())).rejects.toMatchObject({ code: 'cutOff' })
})
