import { expect } from '@playwright/test'
import { filled, left, taken } from './support/addresses'
import { told } from './support/hostile'
import { goInBoth, type Journey } from './support/in-both-browsers'
import { expectUnread, sendSealed } from './support/recipient'
import { eu, expectTaken, inEu, place } from './support/taken-over'
import { inTwo } from './support/tiers'

const short = (part: string) => (part === 'some' ? 'Chromium' : 'nowhere')

goInBoth(
  'addresses',
  [
    ...inTwo(taken, 4).map(
      ({ part, rows }): Journey => ({
        title: `whatever form the key takes in an address, the tab is ours before a script of the page runs: ${part}`,
        short: short(part),
        timeout: 180_000,
        async run({ person, server }) {
          for (const row of rows) {
            const sent = await sendSealed(server, eu)
            const { address, found } = await filled(row, sent)
            const tab = await person.visit(address)
            await expectTaken(tab, found)
            if (!row.cut) {
              await expect.poll(() => tab.buttons(/^read the secret$/), row.name).toBe(1)
              const warned = /whose log may hold it/.test(await tab.words())
              expect(warned, `${row.name}: said where the server has seen it, and only there`).toBe(
                Boolean(row.seen),
              )
            }
            expect(told(server), 'no script of the site ever ran').toEqual([])
            expectUnread(server, sent)
            await tab.close()
          }
        },
      }),
    ),
    ...inTwo(left, 4).map(
      ({ part, rows }): Journey => ({
        title: `what only looks like one is left to its page: ${part}`,
        short: short(part),
        async run({ person, server }) {
          for (const row of rows) {
            const sent = await sendSealed(server, eu)
            const { address } = await filled(row, sent)
            const before = told(server).length
            const tab = await person.visit(address)
            await expect
              .poll(() => told(server).slice(before), row.name)
              .toContainEqual(expect.stringContaining('at load'))
            expect(await place(tab), row.name).toBe(new URL(address).href)
            await tab.close()
            expectUnread(server, sent)
          }
          const kept = await person.evaluate(async () => Object.keys(await chrome.storage.session.get(null)))
          expect(kept.filter(key => key.startsWith('revealing:'))).toEqual([])
        },
      }),
    ),
  ],
  inEu,
)
