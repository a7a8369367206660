import { useEffect, useRef } from 'preact/hooks'
import {
  characterClasses,
  passwordLengths,
  pinLengths,
  wordCounts,
  wordSeparators,
} from '../../lib/domain/generator-options'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { Field } from '../ui/Field'
import { Select } from '../ui/Select'
import { Slider } from '../ui/Slider'
import { Tick } from '../ui/Tick'
import type { GeneratorModel as Model } from './generator'

const examples = { lower: 'a–z', upper: 'A–Z', digits: '0–9', symbols: '!#%' } as const
/** What is longer is no different to a person. */
const ages = { value: 1_000_000, unit: 'year' } as const

/** Generates a secret: kind, length, strength. Nothing is used until the person says so. */
export function GeneratorPanel({ model }: { model: Model }) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  const { kind } = model.recipe.value
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={panel} class="generator" aria-label={t('generator.open')}>
      <Choice
        name="kind"
        label={t('generator.open')}
        value={kind}
        disabled={false}
        options={[
          { value: 'password', label: t('generator.password') },
          { value: 'words', label: t('generator.words') },
          { value: 'pin', label: t('generator.pin'), line: t('generator.pinLine') },
          ...(model.sealedOnly.value
            ? []
            : [{ value: 'server' as const, label: t('composer.server'), line: t('generator.serverLine') }]),
        ]}
        onChoose={kind => model.choose({ kind })}
      />
      {kind !== 'server' && <Made model={model} />}
      {kind === 'password' && <Password model={model} />}
      {kind === 'words' && <Words model={model} />}
      {kind === 'pin' && <Pin model={model} />}
      {kind === 'server' && <Length model={model} />}
      <div class="answers">
        <Button kind="primary" onPress={model.use}>
          {kind === 'server' ? t('generator.make') : t('composer.useServer')}
        </Button>
        <Button onPress={model.close}>{t('composer.cancel')}</Button>
      </div>
    </section>
  )
}

/** The generated secret, and its strength. */
function Made({ model }: { model: Model }) {
  const { t } = useTranslation()
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
  const { t, format } = useTranslation()
  const effort = model.effort.value
  if (effort.is === 'instant') return null
  const { value, unit } = effort.is === 'time' ? effort : ages
  return <>{t('generator.effort', [format.amount(value, unit)])}</>
}

function Password({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { classes: chosen, lookAlikes } = model.recipe.value
  return (
    <>
      <Length model={model} />
      <fieldset class="ticks" aria-label={t('generator.classes')}>
        {characterClasses.map(name => (
          <Tick
            key={name}
            label={examples[name]}
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
  const { t } = useTranslation()
  return (
    <Slider
      id="length"
      label={t('generator.length')}
      value={model.recipe.value.length}
      {...passwordLengths}
      onSlide={length => model.choose({ length })}
    />
  )
}

function Words({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { count, separator } = model.recipe.value
  return (
    <>
      <Slider
        id="count"
        label={t('generator.words')}
        value={count}
        {...wordCounts}
        onSlide={count => model.choose({ count })}
      />
      <Field id="separator" label={t('generator.separator')}>
        <Select
          id="separator"
          value={separator}
          disabled={false}
          options={wordSeparators.map(value => ({
            value,
            label: `abc${value}xyz`,
          }))}
          onChoose={chosen => {
            const separator = wordSeparators.find(one => one === chosen)
            if (separator !== undefined) void model.choose({ separator })
          }}
        />
      </Field>
    </>
  )
}

function Pin({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Slider
      id="digits"
      label={t('generator.length')}
      value={model.recipe.value.digits}
      {...pinLengths}
      onSlide={digits => model.choose({ digits })}
    />
  )
}
