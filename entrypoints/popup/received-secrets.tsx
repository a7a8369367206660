import { browser } from 'wxt/browser'
import { ReceivedSecrets } from '../../components/composer/ReceivedSecrets'
import { listReceived } from '../../lib/adapters/received/memory-and-disk'
import { now } from './platform'

/** The received secrets that are still stored; `undefined` if there are none. */
export async function openReceivedSecrets() {
  const kept = await listReceived(browser.storage)
  const lookAt = (id: string) => void browser.tabs.create({ url: `/reveal.html#${id}` }).catch(() => {})
  if (kept.length === 0) return null
  return (
    <div class="before">
      <ReceivedSecrets kept={kept} now={now} lookAt={lookAt} />
    </div>
  )
}
