import { type Entry, needsPassphraseToBurn } from '../../lib/rules/entry'
import { why } from '../fault-messages'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { History } from './model'

type Props = { model: History; entry: Entry }

/** What its state means, the dates in full, and what can be done. */
export function Choosing({ model, entry }: Props) {
  const { t, format } = useWords()
  const { acting } = model
  const { id, state, label, created, expires } = entry
  return (
    <>
      <Result acting={acting} id={id} />
      <p>{t(`history.means.${state}`)}</p>
      <p class="hint">{t('history.dates', [format.moment(created), format.moment(expires)])}</p>
      <Trouble model={model} entry={entry} />
      <div class="answers">
        {state === 'waiting' && (
          <Button onPress={() => acting.burningOf(id).askToBurn(needsPassphraseToBurn(entry))}>
            {t('history.burn')}
          </Button>
        )}
        {state !== 'waiting' && <Button onPress={() => model.again(entry)}>{t('history.again')}</Button>}
        <Button onPress={() => acting.startRenaming(label)}>{t('history.rename')}</Button>
        <Button onPress={() => acting.copyAddress(id)}>{t('history.copyAddress')}</Button>
        <Button onPress={acting.askToForget}>{t('history.forget')}</Button>
      </div>
    </>
  )
}

/** What the last press did; a screen reader hears it from `Actions`. */
function Result({ acting, id }: { acting: History['acting']; id: string }) {
  const { t } = useWords()
  const burning = acting.burningOf(id).burning.value
  const step = acting.step.value
  if (burning.at === 'done')
    return (
      <div class={`notice ${burning.state === 'burned' ? 'good' : 'care'}`}>
        <p>{t(`history.burnt.${burning.state}`)}</p>
      </div>
    )
  if (step.at !== 'choosing' || step.said === undefined) return null
  if (typeof step.said !== 'string')
    return (
      <Notice kind="failure">
        <p>{why(t, step.said)}</p>
      </Notice>
    )
  return (
    <div class={`notice ${step.said === 'addressNotCopied' ? 'care' : 'good'}`}>
      <p>{t(`history.did.${step.said}`)}</p>
    </div>
  )
}

/** A server that does not answer for long leaves us with old news: that is said. */
function Trouble({ model, entry }: Props) {
  const { t, format } = useWords()
  const { state, failures = 0, checked } = entry
  if (state !== 'waiting' || failures === 0) return null
  return (
    <p class="hint">
      {checked === undefined
        ? t('history.neverChecked')
        : t('history.checked', [format.relative(checked, model.now.value)])}
    </p>
  )
}
