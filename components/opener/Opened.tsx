import { Button } from '../ui/Button'
import { useWords } from '../words'
import { Heading } from './Heading'
import type { Opener as Model, Stage } from './model'

type Props = { model: Model; stage: Extract<Stage, { at: 'opened' }> }

/** What was sealed. The text is in the page only while it is shown. */
export function Opened({ model, stage }: Props) {
  const { t } = useWords()
  const { letter, weak, shown, copied } = stage
  return (
    <main>
      <Heading>{t('opener.opened')}</Heading>
      {letter.note !== undefined && (
        <section class="note" aria-labelledby="note-title">
          <h2 id="note-title">{t('opener.note')}</h2>
          <p dir="auto">{letter.note}</p>
        </section>
      )}
      <section class="secret" aria-labelledby="text-title">
        <div class="row">
          <h2 id="text-title">{t('opener.text')}</h2>
          <Button kind="quiet" onPress={shown ? model.hide : model.show}>
            {t(shown ? 'opener.hide' : 'opener.show')}
          </Button>
        </div>
        {shown ? (
          <pre dir="auto">{letter.text}</pre>
        ) : (
          <p class="masked">
            <span aria-hidden="true">••••••••••••</span>
            <span class="hint">{t('opener.masked')}</span>
          </p>
        )}
      </section>
      {weak && <p class="hint">{t('opener.weak')}</p>}
      <Button kind="primary" onPress={model.copy}>
        {t('opener.copy')}
      </Button>
      <p class="hint" role="status">
        {copied === 'yes' && t('opener.copied')}
        {copied === 'failed' && t('opener.copyFailed')}
      </p>
      <p>{t('opener.last')}</p>
      <div>
        <Button onPress={model.forget}>{t('opener.forget')}</Button>
      </div>
    </main>
  )
}
