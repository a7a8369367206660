import { useWords } from '../words'
import { MessageField } from './MessageField'
import type { Settings as Model } from './model'
import { OpenerField } from './OpenerField'

/** What the people get to see who receive a link. */
export function Recipients({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <>
      <MessageField model={model} />
      <OpenerField model={model} />
      <div class="field">
        <a class="button" href="/opener.html" download="opener.html">
          {t('options.getOpener')}
        </a>
        <p class="hint">{t('options.getOpenerLine')}</p>
      </div>
    </>
  )
}
