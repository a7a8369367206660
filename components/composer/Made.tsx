import { Button } from '../ui/Button'
import { useWords } from '../words'
import type { Generator as Model } from './generating'

/** What was made up, and how strong it is. */
export function Made({ model }: { model: Model }) {
  const { t } = useWords()
  const strength = model.strength.value
  return (
    <div class="made">
      <div class="row">
        <output dir="ltr" aria-label={t('generator.made')}>
          {model.made.value}
        </output>
        <Button kind="quiet" onPress={model.again}>
          {t('generator.again')}
        </Button>
      </div>
      <p class="strength" data-is={strength} role="status">
        <b>{t(`generator.strength.${strength}`)}</b> <Effort model={model} />
      </p>
    </div>
  )
}

function Effort({ model }: { model: Model }) {
  const { t, format } = useWords()
  const effort = model.effort.value
  if (effort.is !== 'time') return <>{t(`generator.effort.${effort.is}`)}</>
  return <>{t('generator.effort.time', [format.amount(effort.value, effort.unit)])}</>
}
