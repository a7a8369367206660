import { useWords } from '../words'
import { Erase } from './Erase'
import { HistoryFields } from './HistoryFields'
import { MessageField } from './MessageField'
import type { Settings as Model } from './model'
import { OpenerField } from './OpenerField'

export function Settings({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <main class="settings">
      <h1>{t('options.title')}</h1>
      <section>
        <h2>{t('options.recipients')}</h2>
        <MessageField model={model} />
        <OpenerField model={model} />
        <div class="field">
          <a class="button" href="/opener.html" download="opener.html">
            {t('options.getOpener')}
          </a>
          <p class="hint">{t('options.getOpenerLine')}</p>
        </div>
      </section>
      <section>
        <h2>{t('options.history')}</h2>
        <HistoryFields model={model} />
      </section>
      <section>
        <h2>{t('options.erase')}</h2>
        <Erase model={model} />
      </section>
    </main>
  )
}
