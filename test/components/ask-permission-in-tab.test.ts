import { expect, test } from 'vitest'
import { askPermissionInTab } from '../../components/ask-permission-in-tab'
import type { Call } from '../../lib/adapters/messages'

test.each(['heard', 'not heard'])(
  'a page that asks for a permission waits for nothing, and has the popup’s own question %s',
  async outcome => {
    const order: unknown[] = []
    const call = (async (name: string) => {
      order.push(name)
      if (outcome === 'not heard') throw new Error('nobody there')
    }) as Call
    const request = askPermissionInTab(call, async (pattern: string) => order.push(pattern) > 0)
    const answer = request('https://secrets.example.com/*')
    expect(order).toEqual(['forgetAsking', 'https://secrets.example.com/*'])
    expect(await answer).toBe(true)
  },
)
