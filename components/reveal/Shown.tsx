import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { Forget } from './Forget'
import { Kept } from './Kept'
import type { Reveal as Model } from './model'
import type { Step } from './step'

type Props = { model: Model; step: Extract<Step, { at: 'shown' }> }

/** The secret: covered until the person looks, and again when they look away. */
export function Shown({ model, step }: Props) {
  const { t } = useWords()
  const { letter, sealed, weak, visible } = step
  return (
    <>
      <div class="field">
        <div class="row">
          <label for="text">{t('reveal.shown')}</label>
          <Button kind="quiet" onPress={visible ? model.hide : model.show}>
            {visible ? t('reveal.hide') : t('reveal.show')}
          </Button>
        </div>
        <textarea
          id="text"
          dir="auto"
          readOnly
          rows={visible ? Math.min(14, letter.text.split('\n').length + 1) : 2}
          value={visible ? letter.text : '••••••••••••'}
        />
      </div>
      {letter.note !== undefined && (
        <div class="field">
          <strong>{t('reveal.note')}</strong>
          <p class="note" dir="auto">
            {letter.note}
          </p>
        </div>
      )}
      {weak && (
        <Notice kind="care">
          <p>{t('reveal.weak')}</p>
        </Notice>
      )}
      <Copying model={model} />
      <Kept model={model} />
      {!sealed && <p class="hint">{t('reveal.standard')}</p>}
      <Forget model={model} />
    </>
  )
}

function Copying({ model }: { model: Model }) {
  const { t } = useWords()
  const copied = model.copied.value
  return (
    <>
      <Button kind="primary" onPress={model.copy}>
        {copied === 'yes' ? t('reveal.copied') : t('reveal.copy')}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' ? t('reveal.copied') : copied === 'failed' ? t('reveal.copyFailed') : ''}
      </p>
      <label class="tick">
        <input type="checkbox" checked={model.clears.value} onChange={model.clearAfterwards} />
        {t('reveal.clears')}
      </label>
    </>
  )
}
