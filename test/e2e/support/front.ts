import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Ports that stay the same for a browser's life, behind each of which a host is answered that a test chooses. */
export type Front = {
  /** The port for a host name: the same one whenever it is asked for. */
  portFor(host: string): Promise<number>
  /** From now on each of these hosts is answered at this port of loopback; every other one is not answered. */
  aim(ports: Record<string, number>): void
  close(): Promise<void>
}

/** Passes bytes on as they are, so TLS or not is the browser's affair and the server's. */
export function createFront(): Front {
  const listening = new Map<string, Promise<{ port: number; close(): void }>>()
  const open = new Set<Socket>()
  let aimed: Record<string, number> = {}

  async function listen(host: string): Promise<{ port: number; close(): void }> {
    const server = createServer({ allowHalfOpen: true }, asking => {
      const port = aimed[host]
      if (port === undefined) return void asking.resetAndDestroy()
      const answering = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
      for (const [socket, other] of [
        [asking, answering],
        [answering, asking],
      ] as const) {
        open.add(socket)
        socket.setNoDelay(true)
        // A connection that is broken off, or refused, is so for the other end, too.
        socket.on('error', () => other.resetAndDestroy())
        socket.on('close', () => {
          open.delete(socket)
          other.destroy()
        })
        socket.pipe(other)
      }
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { port: (server.address() as AddressInfo).port, close: () => server.close() }
  }
  const dropAll = () => {
    for (const socket of open) socket.destroy()
  }

  return {
    async portFor(host) {
      const there = listening.get(host) ?? listen(host)
      listening.set(host, there)
      return (await there).port
    },
    aim(ports) {
      dropAll()
      aimed = ports
    },
    async close() {
      dropAll()
      for (const server of listening.values()) (await server).close()
    },
  }
}
