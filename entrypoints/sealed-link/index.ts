import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { longestLink } from '../../lib/domain/sniff'
import { noticeWords, tell } from './extension'
import { giveBack, takeLink, watchAddress } from './link-in-address'
import { showNotice } from './notice'
import { watchForText } from './text-in-page'

/**
 * Runs before the page's scripts on every page of servers with secrets: a page may turn into a secret page
 * without a reload. An unlisted script, since WXT's content scripts reveal themselves by an event named after
 * the extension, and bundle the polyfill.
 */
export default defineUnlistedScript(() => {
  const address = takeLink()
  if (address === undefined) {
    watchAddress(
      later =>
        void handOver(later, {
          failed: () => showNotice({ words: noticeWords('page_again') }),
          notOurs: () => history.replaceState(history.state, '', later),
        }).catch(unheard),
    )
    watchForText(text => void offer(text).catch(unheard))
    return
  }
  // No answer. The page is inert and no script in it can read the address, so the address is the best place
  // for the link: it can be copied, and a reload retries.
  const failed = () => {
    history.replaceState(history.state, '', address)
    return showNotice({ words: noticeWords('page_failed') }).then(shown => {
      // No page script runs, so nothing can detect this.
      if (!shown) document.documentElement.append(noticeWords('page_failed'))
    })
  }
  // Chromium runs this script on no other server's pages; reloading can't help if the server was just
  // removed.
  const notOurs = () => (import.meta.env.FIREFOX ? giveBack(address) : failed())
  const send = () => void handOver(address, { failed, notOurs }).catch(unheard)
  // A prerendered page may never be shown: do nothing until it is.
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', send, { once: true })
  else send()
})

/** Only showing a notice can fail: by then the link is handed over, or back in the address. */
const unheard = () => {}

type Otherwise = { failed: () => unknown; notOurs: () => unknown }

async function handOver(address: string, { failed, notOurs }: Otherwise): Promise<void> {
  // The background takes no more than this; the key comes before that point, if there is one.
  const told = await tell('sealedLink', { link: address.slice(0, longestLink) })
  if (told === 'elsewhere') await showNotice({ words: noticeWords('page_elsewhere') })
  else if (told === 'notOurs') await notOurs()
  else if (told !== 'taken') await failed()
}

async function offer(text: string): Promise<void> {
  const press = async () => {
    const told = await tell('sealedText', { text })
    if (told === 'elsewhere') await showNotice({ words: noticeWords('page_elsewhere') }, shown)
    else if (told !== 'taken') await showNotice({ words: noticeWords('page_again'), button }, shown)
  }
  const button = { words: noticeWords('page_open'), press: () => void press().catch(unheard) }
  const shown = await showNotice({ words: noticeWords('page_offer'), button })
}
