import type { Ref } from 'preact'
import { useWords } from '../words'
import type { Opener as Model } from './model'

type Props = { model: Model; hint?: string; field?: Ref<HTMLTextAreaElement> }

/** Where what the server showed is pasted. Its label is somebody else's and names `sealed`. */
export function SealedField({ model, hint, field }: Props) {
  const { t } = useWords()
  const { sealed, stage, typed } = model.now()
  const unfit = stage.at === 'gathering' && stage.failure === 'notOpened' ? stage.why : undefined
  const wrong = sealed.at === 'wrong' ? sealed.why : unfit
  return (
    <>
      <textarea
        ref={field ?? null}
        id="sealed"
        dir="ltr"
        rows={sealed.at === 'found' ? 2 : 4}
        spellcheck={false}
        autocomplete="off"
        placeholder={t('opener.pasteHere')}
        aria-invalid={wrong !== undefined}
        aria-describedby="sealed-line"
        value={typed.sealed}
        onInput={event => void model.write({ sealed: event.currentTarget.value })}
      />
      <p class="hint" id="sealed-line" role="status">
        {wrong && t(`opener.notOpened.${wrong}`)}
        {!wrong && stage.at === 'opening' && t('opener.opening')}
        {!wrong && stage.at !== 'opening' && (sealed.at === 'found' ? t('opener.found') : hint)}
      </p>
    </>
  )
}
