import { classes, counts, lengths, pins, separators } from '../../lib/rules/recipe'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { Slider } from '../ui/Slider'
import { Tick } from '../ui/Tick'
import { useWords } from '../words'
import type { Generator as Model } from './generating'

export function Password({ model }: { model: Model }) {
  const { t } = useWords()
  const { classes: chosen, lookAlikes } = model.recipe.value
  return (
    <>
      <Length model={model} />
      <fieldset class="ticks" aria-label={t('generator.classes')}>
        {classes.map(name => (
          <Tick
            key={name}
            label={t(`generator.class.${name}`)}
            checked={chosen.includes(name)}
            disabled={chosen.length === 1 && chosen.includes(name)}
            onChange={() => model.toggle(name)}
          />
        ))}
      </fieldset>
      <Tick
        label={t('generator.noLookAlikes')}
        checked={!lookAlikes}
        onChange={() => model.choose({ lookAlikes: !lookAlikes })}
      />
    </>
  )
}

function Length({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <Slider
      id="length"
      label={t('generator.length')}
      value={model.recipe.value.length}
      {...lengths}
      onSlide={length => model.choose({ length })}
    />
  )
}

/** What another machine makes can't be looked at beforehand. */
export function ByServer({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <>
      <Length model={model} />
      <p class="hint">{t('generator.serverLength')}</p>
    </>
  )
}

export function Words({ model }: { model: Model }) {
  const { t } = useWords()
  const { count, separator } = model.recipe.value
  return (
    <>
      <Slider
        id="count"
        label={t('generator.count')}
        value={count}
        {...counts}
        onSlide={count => model.choose({ count })}
      />
      <Field id="separator" label={t('generator.separator')}>
        <Select
          id="separator"
          value={separator}
          disabled={false}
          options={separators.map(value => ({ value, label: value === ' ' ? t('generator.space') : value }))}
          onChoose={chosen => {
            const separator = separators.find(one => one === chosen)
            if (separator !== undefined) void model.choose({ separator })
          }}
        />
      </Field>
    </>
  )
}

export function Pin({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <Slider
      id="digits"
      label={t('generator.digits')}
      value={model.recipe.value.digits}
      {...pins}
      onSlide={digits => model.choose({ digits })}
    />
  )
}
