import { expect } from '@playwright/test'
import type { Server } from '../../server/server'
import { asked } from './ends'
import { press, type Secret } from './secrets'
import type { Tab } from './tab'

/** Presses, and gives what lets the answer go once the server has the question. */
export async function pressAndHold(tab: Tab, secret: Secret, server: Server): Promise<() => void> {
  let letGo = () => {}
  const until = new Promise<void>(done => {
    letGo = done
  })
  server.misbehave({ at: 'held', until }, 1, /\/secret\//)
  await press(tab)
  await expect.poll(() => asked(server, secret).length, { message: 'the server is asked' }).toBe(1)
  return letGo
}
