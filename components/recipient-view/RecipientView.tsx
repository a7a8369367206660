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
import { captionOf, type Places } from './caption'

type Props = {
  secret: RecipientCase
  places: Places
  /** Draws a step's screen. The screens are others', which a screen doesn't know. */
  draw: (step: RecipientStep) => ComponentChild
  onBack: () => unknown
}

/** What the recipient of a secret goes through: a numbered strip of small pictures, each with its caption. */
export function RecipientView({ secret, places, draw, onBack }: Props) {
  const { t } = useTranslation()
  // Most recipients have no extension.
  const way = useSignal<RecipientWay>('other')
  const steps = recipientSteps(secret, way.value)
  const isSame = String(recipientSteps(secret, 'cachet')) === String(recipientSteps(secret, 'other'))
  const presses = t('recipientView.presses', [String(pressesOf(steps))])
  return (
    <>
      <div class="row">
        <h1 tabIndex={-1}>{t('recipientView.title')}</h1>
        <Button kind="quiet" onPress={onBack}>
          {t('recipientView.back')}
        </Button>
      </div>
      {isSame ? (
        <p class="hint marks">
          <span>{presses}</span>
          <span>{t('shared.anywhere')}</span>
        </p>
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
            {/* The caption says what the picture shows. */}
            <div class="picture" aria-hidden="true" inert>
              {draw(step)}
            </div>
            <div class="caption">
              {captionOf(step, secret, places, t).map(({ place, acts }, nth) => (
                <div key={place}>
                  {/* The picture shows the first. */}
                  <strong class={nth === 0 ? 'unseen' : undefined}>{place}</strong>
                  {acts.map(act => (
                    <p key={act}>{act}</p>
                  ))}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
