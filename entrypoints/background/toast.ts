import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { apologyFor } from '../../components/fault-messages'
import { createFormat } from '../../components/format'
import { readReplaceRequest } from '../../lib/adapters/content-script-messages'
import type { RecentLink } from '../../lib/domain/share-outcome'
import { replaceWithLink, type ShareNotice } from '../../lib/usecases/share-selection'
import { showToast, type Toast } from './page-scripts'
import { putLink } from './selection-capture'

/** Reports the outcome of a selection in the page; false if the page can't be scripted. */
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

/** Injects the note script into our isolated world, even in a page that never finishes loading. */
export async function putNote(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: ['/note.js'], injectImmediately: true })
}

const isGood = (news: ShareNotice) => news.is === 'replaced' || (news.is === 'shared' && news.copied)

const offerOf = (news: ShareNotice) =>
  news.is === 'shared' && news.offer ? { offer: { ...news.offer, words: i18n.t('toast.replace') } } : {}

function wordsFor(news: ShareNotice): string {
  const { t } = i18n
  if (news.is === 'failed') return apologyFor({ t, format: createFormat(t('language')) }, news.failure)
  if (news.is === 'flattened' || news.is === 'unsure') return t('toast.unsure')
  if (news.is === 'over') return t('toast.over')
  if (news.is === 'replaced') return t('toast.replaced')
  if (!news.copied) return t('toast.notCopied')
  return t(news.is === 'shared' ? 'shared.copied' : 'toast.refused')
}

/** Handles the toast's replace button: puts the link in place of the selected text. */
export function onReplaceRequest(kept: (id: string) => Promise<RecentLink | undefined>): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender): undefined => {
    const offer = readReplaceRequest(raw, sender, browser.runtime.id)
    if (!offer) return
    const world = { put: putLink, toast: (news: ShareNotice) => toast(offer.tabId, news) }
    const { id, ...spot } = offer
    // The toast with the button is gone by now; without a message the click would seem to have done nothing.
    void kept(id)
      .then(link => replaceWithLink(world, link, spot))
      .catch(() => world.toast({ is: 'refused', copied: false }))
      .catch(() => {})
  })
}
