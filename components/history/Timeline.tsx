import { useSignal } from '@preact/signals'
import { EntryState } from '../../lib/domain/history-entry'
import { statesOf, type TimelineDay } from '../../lib/domain/history-timeline'
import type { Format } from '../format'
import { type Translate, useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { everything, type HistoryModel } from './model'

/** With fewer secrets on the fullest day, a bar isn't as high as the time line: one alone is no peak. */
const lowest = 4

/**
 * The last 30 days: a bar a day, a pattern a state. Pointing at a day names it, choosing it filters the list. From
 * the keyboard it is a slider over the days on which something was shared, with all of them at its end.
 */
export function Timeline({ model }: { model: HistoryModel }) {
  const { t, format } = useTranslation()
  const pointed = useSignal<number | undefined>(undefined)
  const days = model.timeline.value
  const full = days.filter(({ total }) => total > 0)
  if (full.length === 0) return null
  const now = model.now.value
  const chosen = model.filter.value.day
  const place = full.findIndex(({ start }) => start === chosen)
  const named = days.find(({ start }) => start === (pointed.value ?? chosen))
  const highest = Math.max(lowest, ...full.map(({ total }) => total))
  const all = statesOf(days)
  const shown = named?.states ?? all
  const total = named?.total ?? full.reduce((sum, { total }) => sum + total, 0)
  const choose = (start: number | undefined) => model.look({ day: start })
  const nameOf = (day: TimelineDay) => sayDay(t, format, format.day(day.start, now), day.states)
  return (
    <div class="timeline">
      <div class="row hint">
        <p>{`${named ? format.day(named.start, now) : t('history.lastDays')} (${format.number(total)})`}</p>
        {chosen !== undefined && (
          <Button kind="quiet" onPress={() => model.look(everything)}>
            {t('history.showAll')}
          </Button>
        )}
      </div>
      <div class="chart">
        <input
          type="range"
          min={0}
          max={full.length}
          value={place < 0 ? full.length : place}
          aria-label={t('history.lastDays')}
          aria-valuetext={full[place] ? nameOf(full[place]) : sayDay(t, format, t('history.lastDays'), all)}
          onInput={event => choose(full[Number(event.currentTarget.value)]?.start)}
        />
        <div
          class="bars"
          aria-hidden="true"
          onPointerLeave={() => {
            pointed.value = undefined
          }}
        >
          {days.map(day => (
            // biome-ignore lint/a11y: the slider does the same from the keyboard, and is what is heard.
            <div
              key={day.start}
              class={day.start === chosen ? 'day chosen' : 'day'}
              onPointerEnter={() => {
                pointed.value = day.start
              }}
              onClick={() => choose(day.total === 0 || day.start === chosen ? undefined : day.start)}
            >
              {EntryState.options
                .filter(state => day.states[state] > 0)
                .map(state => (
                  <i
                    key={state}
                    class={`piece ${state}`}
                    style={{ blockSize: `${(100 * day.states[state]) / highest}%` }}
                  />
                ))}
            </div>
          ))}
        </div>
      </div>
      <ul class="legend" aria-hidden="true">
        {EntryState.options
          .filter(state => all[state] > 0)
          .map(state => (
            <li key={state}>
              <i class={`piece ${state}`} />
              {t(`history.is.${state}`)} <b>{format.number(shown[state])}</b>
            </li>
          ))}
      </ul>
      <ul class="unseen">
        {full.map(day => (
          <li key={day.start}>{nameOf(day)}</li>
        ))}
      </ul>
    </div>
  )
}

/** A day, or all of them, in words: `today, Waiting (1), Read (2)`. */
const sayDay = (t: Translate, format: Format, name: string, states: Record<EntryState, number>): string =>
  format.parts([
    name,
    ...EntryState.options
      .filter(state => states[state] > 0)
      .map(state => `${t(`history.is.${state}`)} (${format.number(states[state])})`),
  ])
