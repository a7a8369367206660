import type { ComponentChildren } from 'preact'
import type { EndState } from '../lib/domain/history-entry'
import type { BurnState } from './burn-state'
import { apologyForBurn } from './fault-messages'
import type { Words } from './fault-reasons'
import { type Translate, useTranslation } from './translation'
import { Button } from './ui/Button'
import { Field } from './ui/Field'
import { Notice } from './ui/Notice'
import { useQuestion } from './use-question'

type Props = {
  /** Asks for the permission that burning lacked, beside the sentence that says so. */
  allow?: ComponentChildren
  step: BurnState<unknown>
  /** How many links of one secret are burned at once, if it isn't one. */
  many?: number
  onType: (passphrase: string) => void
  onBurn: () => unknown
  onKeep: () => unknown
}

/** What became of a secret that was to be burned; it may have ended before. */
export const burnResult = (t: Translate, state: EndState): string =>
  state === 'burned' ? t('history.burnt.burned') : t('history.burnt.late', [t(`history.is.${state}`)])

/** How many of several were burned, and how many were not. */
export const burnedOf = ({ t, format }: Words, { burned, left }: { burned: number; left: number }): string =>
  format.sentences([
    t('history.burnedAll', [format.number(burned)]),
    left > 0 ? t('history.left', [format.number(left)]) : '',
  ])

/** Confirmation before burning a secret. Says what can't be undone, and takes focus. */
export function BurnQuestion({ step, many, allow, onType, onBurn, onKeep }: Props) {
  const words = useTranslation()
  const { t, format } = words
  const locked = 'locked' in step && step.locked
  const question = useQuestion(locked)
  if (step.at !== 'asking' && step.at !== 'burning') return null
  const busy = step.at === 'burning'
  const ready = !locked || step.passphrase !== ''
  return (
    <fieldset ref={question} class="ask" aria-labelledby="burn-question">
      <p id="burn-question" tabIndex={-1}>
        {many === undefined ? t('history.burnAsk') : t('history.burnBatchAsk', [format.number(many)])}
      </p>
      {locked && (
        <Field id="burn-passphrase" label={t('composer.passphrase')} hint={t('history.itsPassphraseLine')}>
          <input
            id="burn-passphrase"
            type="password"
            dir="auto"
            autocomplete="off"
            readOnly={busy}
            aria-describedby="burn-passphrase-hint"
            value={step.passphrase}
            onInput={event => onType(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key === 'Enter' && event.isTrusted) void onBurn()
            }}
          />
        </Field>
      )}
      {step.at === 'asking' && step.failure && (
        <Notice kind="failure">
          <p>{apologyForBurn(words, step.failure, step.passphrase)}</p>
          {step.failure.code === 'noPermission' && allow}
        </Notice>
      )}
      <div class="answers">
        <Button kind="fire" busy={busy || !ready} onPress={onBurn}>
          {t('history.burnYes')}
        </Button>
        <Button onPress={onKeep}>{t('history.keep')}</Button>
      </div>
    </fieldset>
  )
}
