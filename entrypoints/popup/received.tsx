import { browser } from 'wxt/browser'
import { KeptSecrets } from '../../components/composer/KeptSecrets'
import { listReceived } from '../../lib/doors/received/stores'
import { now } from './platform'

/** The secrets that were read and not yet forgotten; nothing when there are none. */
export async function openReceived() {
  const kept = await listReceived(browser.storage)
  const lookAt = (id: string) => void browser.tabs.create({ url: `/reveal.html#${id}` }).catch(() => {})
  if (kept.length === 0) return null
  return (
    <div class="before">
      <KeptSecrets kept={kept} now={now} lookAt={lookAt} />
    </div>
  )
}
