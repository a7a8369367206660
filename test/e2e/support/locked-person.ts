import { passphrase } from './lock'
import type { PersonsBrowser } from './persons-browser'
import type { Tab } from './tab'

/** Sets the lock; it is open then. What closes it, and what opens it again in a page. */
export async function unlockIn(person: PersonsBrowser) {
  const ask = (name: string, given?: object) =>
    person.evaluate(question => chrome.runtime.sendMessage(question) as Promise<unknown>, {
      to: 'background',
      name,
      ask: given,
    })
  await ask('setLock', { passphrase })
  return {
    close: () => ask('lockNow'),
    async open(tab: Tab): Promise<void> {
      await tab.fill(/lock passphrase/, passphrase)
      await tab.press(/^unlock$/)
      await tab.says(/Read a secret|Read, and deleted/)
    },
  }
}
