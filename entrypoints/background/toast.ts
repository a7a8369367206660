import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { apologyFor } from '../../components/fault-messages'
import { createFormat } from '../../components/format'
import { readReplaceRequest } from '../../lib/adapters/content-script-messages'
import type { RecentLink } from '../../lib/domain/share-outcome'
import { replaceWithLink, type ShareNotice } from '../../lib/usecases/share-selection'
import { showToast, type Toast } from './page-scripts'
import { putLink } from './selection-capture'

/** Says in the page what became of a selection; false where the page does not let us. */
export async function toast(tabId: number, news: ShareNotice): Promise<boolean> {
  const args: [Toast] = [
    { words: wordsFor(news), lang: i18n.t('language'), good: isGood(news), ...offerOf(news) },
  ]
  return putNote(tabId)
    .then(() => browser.scripting.executeScript({ target: { tabId }, func: showToast, args }))
    .then(
      () => true,
      () => false,
    )
}

/** Puts what shows words over a page into our own world there, also into one that never comes to rest. */
export async function putNote(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['/note.js'], injectImmediately: true })
}

const isGood = (news: ShareNotice) => news.is === 'replaced' || (news.is === 'shared' && news.copied)

const offerOf = (news: ShareNotice) =>
  news.is === 'shared' && news.offer ? { offer: { ...news.offer, words: i18n.t('toast.replace') } } : {}

function wordsFor(news: ShareNotice): string {
  const { t } = i18n
  if (news.is === 'failed') return apologyFor({ t, format: createFormat(t('language')) }, news.failure)
  if (news.is === 'flattened' || news.is === 'unsure' || news.is === 'over') return t(`toast.${news.is}`)
  if (news.is === 'replaced') return t('toast.replaced')
  if (!news.copied) return t('toast.notCopied')
  return news.is === 'shared' ? t('toast.copied') : t(`toast.${news.is}`)
}

/** Hears of the button in our words in a page: the person wants the link where the text stands. */
export function onReplaceRequest(kept: (id: string) => Promise<RecentLink | undefined>): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender): undefined => {
    const offer = readReplaceRequest(raw, sender, browser.runtime.id)
    if (!offer) return
    const world = { put: putLink, toast: (news: ShareNotice) => toast(offer.tabId, news) }
    const { id, ...spot } = offer
    // The note with the button is gone by now: without a word it would seem that nothing was pressed.
    void kept(id)
      .then(link => replaceWithLink(world, link, spot))
      .catch(() => world.toast({ is: 'refused', copied: false }))
      .catch(() => {})
  })
}
