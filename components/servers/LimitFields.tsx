import { lifetimes, roomOf } from '../../lib/rules/limits'
import { storedBytes } from '../../lib/rules/server'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import type { Servers as Model } from './model'

type Props = { model: Model; origin: string }

/** Bytes; what a server was set to elsewhere is offered along with these. */
const rooms = [5_000, storedBytes, 20_000, 50_000, 100_000, 1_000_000]

/** What is known of a server's limits: learned, or put right by the person. */
export function LimitFields({ model, origin }: Props) {
  const { t } = useWords()
  const known = Object.keys(model.limits(origin)).length > 0
  return (
    <fieldset class="limits">
      <legend>{t('limits.title')}</legend>
      <p class="hint">{t('limits.line')}</p>
      <Room model={model} origin={origin} />
      <Longest model={model} origin={origin} who="anonymous" />
      <Longest model={model} origin={origin} who="account" />
      {known && (
        <Button kind="quiet" onPress={() => model.forgetLimits(origin)}>
          {t('limits.forget')}
        </Button>
      )}
    </fieldset>
  )
}

const idOf = (what: string, origin: string): string => `${what}-${new URL(origin).host}`

function Room({ model, origin }: Props) {
  const { t, format } = useWords()
  const room = roomOf(model.limits(origin))
  const id = idOf('room', origin)
  const usual = format.kilobytes(storedBytes)
  return (
    <Field id={id} label={t('limits.room')} hint={t('limits.roomLine', [usual])}>
      <Select
        id={id}
        value={String(room)}
        disabled={false}
        options={sorted([...rooms, room]).map(bytes => ({
          value: String(bytes),
          label: format.kilobytes(bytes),
        }))}
        onChoose={chosen =>
          model.limit(origin, { bytes: Number(chosen) === storedBytes ? undefined : Number(chosen) })
        }
      />
      {room > storedBytes && (
        <Notice kind="care">
          <p>{t('limits.roomCare', [usual])}</p>
        </Notice>
      )}
    </Field>
  )
}

function Longest({ model, origin, who }: Props & { who: 'anonymous' | 'account' }) {
  const { t, format } = useWords()
  const longest = model.limits(origin)[who]
  const id = idOf(who, origin)
  const known = sorted([...lifetimes, ...(longest === undefined ? [] : [longest])])
  return (
    <Field id={id} label={t(`limits.${who}`)} hint={t(`limits.${who}Line`)}>
      <Select
        id={id}
        value={String(longest ?? '')}
        disabled={false}
        options={[
          { value: '', label: t('limits.unknown') },
          ...known.map(seconds => ({ value: String(seconds), label: format.duration(seconds) })),
        ]}
        onChoose={chosen => model.limit(origin, { [who]: chosen === '' ? undefined : Number(chosen) })}
      />
    </Field>
  )
}

const sorted = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((one, other) => one - other)
