import type { Server, Stored } from '../server/server'
import { indented, requestLine, storedLines } from './words'

/**
 * Tells everything that reaches the server, and what it keeps of it: read from where the server keeps it, so that
 * what is told is what somebody who breaks into it would find. Answers how to stop.
 */
export function tellArrivals(server: Server, tell: (line: string) => void): () => void {
  let told = 0
  const states = new Map<Stored, Stored['state']>()
  const look = () => {
    for (const request of server.log.slice(told)) {
      if (request.status === 0) break
      told += 1
      tell(`${new Date(request.at).toTimeString().slice(0, 8)}  ${requestLine(request)}`)
    }
    for (const stored of server.secrets()) {
      if (states.get(stored) === stored.state) continue
      states.set(stored, stored.state)
      const line = lineFor(stored)
      if (line) tell(line)
    }
  }
  const timer = setInterval(look, 100)
  return () => clearInterval(timer)
}

function lineFor(stored: Stored): string | undefined {
  const ends = { received: 'read', burned: 'burned', expired: 'expired' } as const
  if (stored.state === 'new') return `${indented(['It now keeps:', ...storedLines(stored)], 10)}`
  if (stored.state === 'viewed') return undefined
  return indented([`That secret was ${ends[stored.state]}: its text is gone from the server.`], 10)
}
