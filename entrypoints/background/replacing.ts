import { browser } from 'wxt/browser'
import { readOfferTaken } from '../../lib/doors/page-messages'
import { type News, takeOffer } from '../../lib/journeys/share-selection'
import type { KeptLink } from '../../lib/rules/outcome'
import { putLink } from './selection'
import { toast } from './toast'

/** Hears of the button in our words in a page: the person wants the link where the text stands. */
export function onOfferTaken(kept: (id: string) => Promise<KeptLink | undefined>): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender): undefined => {
    const offer = readOfferTaken(raw, sender, browser.runtime.id)
    if (!offer) return
    const world = { put: putLink, toast: (news: News) => toast(offer.tabId, news) }
    const { id, ...spot } = offer
    // The note with the button is gone by now: without a word it would seem that nothing was pressed.
    void kept(id)
      .then(link => takeOffer(world, link, spot))
      .catch(() => world.toast({ is: 'refused', copied: false }))
      .catch(() => {})
  })
}
