import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { sorry } from '../../components/fault-messages'
import { createFormat } from '../../components/format'
import type { News } from '../../lib/journeys/share-selection'
import type { Toast } from '../../lib/rules/toast'
import { showToast } from './in-page/toast'

/** Says in the page what became of a selection; false where the page does not let us. */
export async function toast(tabId: number, news: News): Promise<boolean> {
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

const isGood = (news: News) => news.is === 'replaced' || (news.is === 'shared' && news.copied)

const offerOf = (news: News) =>
  news.is === 'shared' && news.offer ? { offer: { ...news.offer, words: i18n.t('toast.replace') } } : {}

function wordsFor(news: News): string {
  const { t } = i18n
  if (news.is === 'failed') return sorry({ t, format: createFormat(t('language')) }, news.failure)
  if (news.is === 'flattened' || news.is === 'unsure' || news.is === 'over') return t(`toast.${news.is}`)
  if (news.is === 'replaced') return t('toast.replaced')
  if (!news.copied) return t('toast.notCopied')
  return news.is === 'shared' ? t('toast.copied') : t(`toast.${news.is}`)
}
