import { useSignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import {
  pressesOf,
  type RecipientCase,
  type RecipientStep,
  type RecipientWay,
  recipientSteps,
} from '../../lib/domain/recipient-steps'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'

type Props = {
  secret: RecipientCase
  /** Draws a step's screen. The screens are others', which a screen doesn't know. */
  draw: (step: RecipientStep) => ComponentChild
  onBack: () => unknown
}

/** On the opener page, too, a passphrase is typed and a text shown. */
const wordsOf = (step: RecipientStep) =>
  step === 'openerPassphrase' ? 'passphrase' : step === 'openerShow' ? 'show' : step

/** What the recipient of a secret goes through: a numbered strip of small pictures, each with its sentence. */
export function RecipientView({ secret, draw, onBack }: Props) {
  const { t } = useTranslation()
  // Most recipients have no extension.
  const way = useSignal<RecipientWay>('other')
  const steps = recipientSteps(secret, way.value)
  const isSame = String(recipientSteps(secret, 'cachet')) === String(recipientSteps(secret, 'other'))
  const count = String(pressesOf(steps))
  const presses = t('recipientView.presses', [count])
  return (
    <>
      <div class="row">
        <h1 tabIndex={-1}>{t('recipientView.title')}</h1>
        <Button kind="quiet" onPress={onBack}>
          {t('recipientView.back')}
        </Button>
      </div>
      {isSame ? (
        <p class="hint">{t('recipientView.pressesAnywhere', [count])}</p>
      ) : (
        <Choice
          name="recipient-way"
          label={t('recipientView.ways')}
          value={way.value}
          disabled={false}
          options={[
            { value: 'cachet', label: t('recipientView.cachet'), line: presses },
            { value: 'other', label: t('recipientView.other'), line: presses },
          ]}
          onChoose={chosen => {
            way.value = chosen
          }}
        />
      )}
      <ol class="recipient-steps">
        {steps.map(step => (
          <li key={step}>
            {/* The sentence says what the picture shows. */}
            <div class="picture" aria-hidden="true" inert>
              {draw(step)}
            </div>
            <p class="caption">{t(`recipientView.step.${wordsOf(step)}`)}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
