import { useEffect } from 'preact/hooks'
import { EntryState } from '../../lib/domain/history-entry'
import { useTranslation } from '../translation'
import { Unavailable } from '../Unavailable'
import { Button } from '../ui/Button'
import { Select } from '../ui/Select'
import { BarredServers } from './BarredServers'
import { BulkActions } from './BulkActions'
import { HistoryRow } from './HistoryRow'
import { everything, type Filter, type HistoryModel } from './model'
import { Timeline } from './Timeline'

/** All shared secrets, newest first. */
export function History({ model }: { model: HistoryModel }) {
  const { t } = useTranslation()
  const entries = model.entries.value
  useEffect(() => {
    void model.open()
    return model.close
  }, [model])
  return (
    <section class="history" aria-busy={entries === undefined && !model.unread.value}>
      <h1 class="unseen">{t('history.title')}</h1>
      {model.unread.value && <Unavailable what="notRead" again={model.hear} />}
      {entries?.length === 0 && <EmptyHistory model={model} />}
      {entries !== undefined && entries.length > 0 && (
        <>
          <BarredServers model={model} />
          <Timeline model={model} />
          <Filters model={model} />
          <Days model={model} />
          <MoreEntries model={model} />
        </>
      )}
      <BulkActions bulk={model.bulk} />
    </section>
  )
}

function Days({ model }: { model: HistoryModel }) {
  return (
    <div class="days">
      {model.days.value.map(day => (
        <section key={day.start} aria-labelledby={`day-${day.start}`}>
          <DayName model={model} start={day.start} />
          <ul class="list">
            {day.entries.map(entry => (
              <HistoryRow key={entry.id} model={model} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function DayName({ model, start }: { model: HistoryModel; start: number }) {
  const { format } = useTranslation()
  return <h2 id={`day-${start}`}>{format.day(start, model.now.value)}</h2>
}

function MoreEntries({ model }: { model: HistoryModel }) {
  const { t, format } = useTranslation()
  const more = model.more.value
  if (more === 0) return null
  return <Button onPress={model.showMore}>{t('history.more', [format.number(more)])}</Button>
}

/** With this few entries, filters aren't shown. */
const few = 2

function Filters({ model }: { model: HistoryModel }) {
  const { t } = useTranslation()
  const { text, state } = model.filter.value
  if ((model.entries.value?.length ?? 0) <= few && text === '' && state === 'all') return null
  const states: Filter['state'][] = ['all', ...EntryState.options]
  return (
    <search class="filters">
      <input
        type="search"
        dir="auto"
        aria-label={t('history.find')}
        placeholder={t('history.find')}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={event => model.look({ text: event.currentTarget.value })}
      />
      <label for="state" class="unseen">
        {t('history.state')}
      </label>
      <Select
        id="state"
        value={state}
        disabled={false}
        options={states.map(value => ({
          value,
          label: value === 'all' ? t('history.all') : t(`history.is.${value}`),
        }))}
        onChoose={chosen => model.look({ state: states.find(state => state === chosen) ?? 'all' })}
      />
      <FoundCount model={model} />
    </search>
  )
}

function FoundCount({ model }: { model: HistoryModel }) {
  const { t, format } = useTranslation()
  const filtering = model.filter.value !== everything
  const found = model.found.value.length
  const said = t('history.found', [format.number(found)])
  return (
    <>
      <p class={found === 0 ? 'none' : 'unseen'} role="status">
        {filtering ? said : ''}
      </p>
      {found === 0 && model.filter.value.day === undefined && (
        <Button kind="quiet" onPress={() => model.look(everything)}>
          {t('history.showAll')}
        </Button>
      )}
    </>
  )
}

const lessons = ['follow', 'private'] as const

/** Shown before the first secret: what the history is for. */
function EmptyHistory({ model }: { model: HistoryModel }) {
  const { t } = useTranslation()
  return (
    <div class="empty">
      <svg class="envelope" viewBox="0 0 96 72" aria-hidden="true">
        <rect x="6" y="8" width="84" height="58" rx="5" />
        <path d="M8 12l34 29a9 9 0 0 0 12 0l34-29M8 63l27-26M88 63L61 37" />
        <circle class="wax" cx="48" cy="42" r="11" />
        <path
          class="keyhole"
          d="M48 36.500a3.700 3.700 0 0 0-1.900 6.900l-1 4.300h5.800l-1-4.300a3.700 3.700 0 0 0-1.900-6.900Z"
        />
      </svg>
      <h2>{t('history.empty')}</h2>
      <ul class="facts">
        {lessons.map(lesson => (
          <li key={lesson}>{t(`history.lesson.${lesson}`)}</li>
        ))}
      </ul>
      <Button kind="primary" onPress={model.compose}>
        {t('composer.title')}
      </Button>
    </div>
  )
}
