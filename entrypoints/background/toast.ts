import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { createFormat } from '../../components/format'
import { sorry } from '../../components/sorry'
import type { News } from '../../lib/journeys/share-selection'
import { showToast } from './in-page/toast'

/** Says in the page what became of a selection, where the page lets us; the badge says it anyway. */
export async function toast(tabId: number, news: News): Promise<void> {
  const good = news.is === 'shared' && news.copied
  const args: [string, string, boolean] = [wordsFor(news), i18n.t('language'), good]
  await browser.scripting.executeScript({ target: { tabId }, func: showToast, args }).catch(() => {})
}

function wordsFor(news: News): string {
  const { t } = i18n
  if (news.is === 'failed') return sorry({ t, format: createFormat(t('language')) }, news.failure)
  if (news.is === 'flattened') return t('toast.flattened')
  return news.copied ? t('toast.copied') : t('toast.notCopied')
}
