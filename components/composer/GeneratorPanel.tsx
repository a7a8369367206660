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

/** Makes up a secret: what kind, how long, how strong that is. Nothing is taken before the person says so. */
export function GeneratorPanel({ model }: { model: Model }) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  const { kind } = model.recipe.value
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={panel} class="generator" aria-label={t('generator.title')}>
      <Choice
        name="kind"
        label={t('generator.title')}
        value={kind}
        disabled={false}
        options={[
          { value: 'password', label: t('generator.password'), line: t('generator.passwordLine') },
          { value: 'words', label: t('generator.words'), line: t('generator.wordsLine') },
          { value: 'pin', label: t('generator.pin'), line: t('generator.pinLine') },
          ...(model.sealedOnly.value
            ? []
            : [{ value: 'server' as const, label: t('generator.server'), line: t('generator.serverLine') }]),
        ]}
        onChoose={kind => model.choose({ kind })}
      />
      {kind !== 'server' && <Made model={model} />}
      {kind === 'password' && <Password model={model} />}
      {kind === 'words' && <Words model={model} />}
      {kind === 'pin' && <Pin model={model} />}
      {kind === 'server' && <ByServer model={model} />}
      <div class="answers">
        <Button kind="primary" onPress={model.use}>
          {kind === 'server' ? t('generator.make') : t('generator.use')}
        </Button>
        <Button onPress={model.close}>{t('generator.close')}</Button>
      </div>
    </section>
  )
}

/** What was made up, and how strong it is. */
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
  if (effort.is !== 'time') return <>{t(`generator.effort.${effort.is}`)}</>
  return <>{t('generator.effort.time', [format.amount(effort.value, effort.unit)])}</>
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

/** What another machine makes can't be looked at beforehand. */
function ByServer({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <>
      <Length model={model} />
      <p class="hint">{t('generator.serverLength')}</p>
    </>
  )
}

function Words({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { count, separator } = model.recipe.value
  return (
    <>
      <Slider
        id="count"
        label={t('generator.count')}
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
            label: value === ' ' ? t('generator.space') : value,
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
      label={t('generator.digits')}
      value={model.recipe.value.digits}
      {...pinLengths}
      onSlide={digits => model.choose({ digits })}
    />
  )
}
