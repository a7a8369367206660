import { useSignal } from '@preact/signals'
import { sorry } from '../fault-messages'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Reveal as Model } from './model'
import type { Step } from './step'

type Props = { model: Model; step: Extract<Step, { at: 'asking' | 'damaged' }> }

/** No link yet, or one that does not pass its check: a place to paste the whole one. */
export function Asking({ model, step }: Props) {
  const words = useWords()
  const { t } = words
  const text = useSignal(step.at === 'damaged' ? step.given : '')
  return (
    <>
      {step.at === 'damaged' && (
        <Notice kind="failure">
          <p>{sorry(words, step.failure)}</p>
        </Notice>
      )}
      <Field id="given" label={t('reveal.ask')} hint={t('reveal.askLine')}>
        <textarea
          id="given"
          dir="ltr"
          rows={3}
          spellcheck={false}
          autocomplete="off"
          placeholder={t('reveal.askHint')}
          aria-describedby="given-hint"
          value={text.value}
          onInput={event => {
            text.value = event.currentTarget.value
          }}
          onKeyDown={event => {
            // A link is one line, however many the field has room for.
            if (event.key !== 'Enter' || event.isComposing) return
            event.preventDefault()
            void model.paste(text.peek())
          }}
        />
      </Field>
      <Button kind="primary" onPress={() => model.paste(text.peek())}>
        {t('reveal.check')}
      </Button>
    </>
  )
}
