import { expect } from '@playwright/test'
import { textIsHere } from './support/ends'
import { both, type Row, table, text } from './support/nothing-lost'
import { pressAndHold } from './support/press-and-hold'
import { again, fetched, give, press, putSecret, read, ready } from './support/secrets'

table([
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'its link in a second tab while the first is open',
    in: both,
    short: 'Chromium',
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const first = await read(person, secret)
      await fetched(first, secret)
      await textIsHere(await again(person, secret), secret, server)
      return textIsHere(first, secret, server)
    },
  },
  ...(['sealed', 'sealed with a passphrase', 'standard'] as const).map(
    (kind): Row => ({
      point: 'the same link',
      what: `a ${kind} secret`,
      when: 'its link in a second tab after the first was closed',
      in: kind === 'sealed with a passphrase' ? ['Chromium'] : both,
      short: 'nowhere',
      shares: true,
      ends: text,
      async run({ person, server }) {
        const secret = await putSecret(server, kind)
        const first = await read(person, secret)
        await fetched(first, secret)
        await first.close()
        return textIsHere(await again(person, secret), secret, server)
      },
    }),
  ),
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'two tabs pressing at once',
    in: both,
    short: 'Chromium',
    shares: true,
    ends: text,
    async run({ person, server }) {
      const secret = await putSecret(server, 'sealed')
      const [one, two] = [await ready(person, secret), await ready(person, secret)]
      const letGo = await pressAndHold(one, secret, server)
      await press(two).catch(() => {})
      letGo()
      await textIsHere(one, secret, server)
      return textIsHere(two, secret, server)
    },
  },
  {
    point: 'the same link',
    what: 'two sealed secrets',
    when: 'fetched, both tabs closed, and each looked at from the popup',
    in: both,
    short: 'nowhere',
    ends: text,
    async run({ person, server }) {
      const secrets = [
        await putSecret(server, 'sealed', 'the first'),
        await putSecret(server, 'sealed', 'the second'),
      ]
      for (const secret of secrets) {
        const tab = await read(person, secret)
        await fetched(tab, secret)
        await tab.close()
      }
      const texts: (string | undefined)[] = []
      for (const which of [0, 1]) {
        const popup = await person.popup()
        await expect.poll(() => popup.buttons(/^open$/), { message: 'both are listed' }).toBe(2)
        await popup.press(/^open$/, which).catch(() => {})
        const [tab] = await person.tabsAt('reveal.html')
        await tab?.press(/^show$/)
        texts.push(await tab?.valueOf(/^secret/))
        if (which === 0) await tab?.close()
      }
      expect(texts.sort()).toEqual(['the first', 'the second'])
      const [last] = await person.tabsAt('reveal.html')
      if (!last) throw new Error('no tab')
      await last.press(/^hide$/)
      const shown = secrets.find(secret => secret.text === texts[1]) ?? secrets[1]
      await last.press(/^show$/)
      const value = await last.valueOf(/^secret/)
      await last.press(/^hide$/)
      return textIsHere(last, secrets.find(secret => secret.text === value) ?? shown!, server)
    },
  },
  {
    point: 'the same link',
    what: 'a sealed secret',
    when: 'its tab duplicated before a link was given, and another link read in the duplicate',
    in: both,
    short: 'nowhere',
    ends: text,
    async run({ person, server }) {
      const [first, other] = [await putSecret(server, 'sealed'), await putSecret(server, 'sealed', 'another')]
      const tab = await person.open('reveal.html')
      await expect.poll(() => tab.address()).toMatch(/#./)
      const twin = await person.open((await tab.address()).replace(/^[^:]+:\/\/[^/]+\//, ''))
      await give(tab, first)
      await press(tab)
      await fetched(tab, first)
      await give(twin, other).catch(() => {})
      return textIsHere(await again(person, first), first, server)
    },
  },
])
