import type { Ref } from 'preact'
import { useWords } from '../words'
import type { Opener as Model } from './model'

type Props = { model: Model; hint?: string; field?: Ref<HTMLTextAreaElement> }

/** Where what the server showed is pasted. Its label is somebody else's and names `sealed`. */
export function SealedField({ model, hint, field }: Props) {
  const { t } = useWords()
  const { sealed, stage, typed } = model.now()
  const unfit = stage.at === 'gathering' && stage.failure === 'notOpened'
  const wrong = sealed.at === 'wrong' || unfit
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
        aria-invalid={wrong}
        aria-describedby="sealed-line"
        value={typed.sealed}
        onInput={event => void model.write({ sealed: event.currentTarget.value })}
      />
      <p class="hint" id="sealed-line" role="status">
        {unfit && t('opener.notOpened')}
        {sealed.at === 'wrong' && t(sealed.why === 'partial' ? 'opener.partial' : 'opener.nothing')}
        {!wrong && stage.at === 'opening' && t('opener.opening')}
        {!wrong && stage.at !== 'opening' && (sealed.at === 'found' ? t('opener.found') : hint)}
      </p>
    </>
  )
}
