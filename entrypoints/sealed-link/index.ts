import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { longestLink } from '../../lib/domain/sniff'
import { noticeWords, tell } from './extension'
import { giveBack, takeLink, watchAddress } from './link-in-address'
import { showNotice } from './notice'
import { watchForText } from './text-in-page'

/**
 * Runs on every page of servers where secrets are read, before anything of theirs: a page may become one on which a secret
 * is read without being loaded anew. An unlisted script, as WXT's content scripts announce themselves by an event named
 * after the extension, and carry the polyfill.
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
  // Nobody answered. The page was stopped and has no script to read it, so the address is where the link is kept best:
  // it is there to be copied, and a reload tries again.
  const failed = () => {
    history.replaceState(history.state, '', address)
    return showNotice({ words: noticeWords('page_failed') }).then(shown => {
      // No script but ours is there to hear of it.
      if (!shown) document.documentElement.append(noticeWords('page_failed'))
    })
  }
  // In Chromium the script is on no other server's pages; a server that was taken away just now is none that a reload
  // could do anything about.
  const notOurs = () => (import.meta.env.FIREFOX ? giveBack(address) : failed())
  const send = () => void handOver(address, { failed, notOurs }).catch(unheard)
  // A page that is loaded ahead may never be looked at: it says nothing until it is.
  if ('prerendering' in document && document.prerendering)
    document.addEventListener('prerenderingchange', send, { once: true })
  else send()
})

/** Only words over the page can fail: by then the link is handed over, or back in its address. */
const unheard = () => {}

type Otherwise = { failed: () => unknown; notOurs: () => unknown }

async function handOver(address: string, { failed, notOurs }: Otherwise): Promise<void> {
  // More of an address is not heard; its key stands before that, or nowhere.
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
