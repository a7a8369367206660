import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { createFormat } from '../../components/format'
import { sorry } from '../../components/sorry'
import type { News } from '../../lib/journeys/share-selection'
import { showToast, type Toast } from './in-page/toast'

/** Says in the page what became of a selection; false where the page does not let us. */
export async function toast(tabId: number, news: News): Promise<boolean> {
  const args: [Toast] = [
    { words: wordsFor(news), lang: i18n.t('language'), good: isGood(news), ...offerOf(news) },
  ]
  return browser.scripting.executeScript({ target: { tabId }, func: showToast, args }).then(
    () => true,
    () => false,
  )
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
