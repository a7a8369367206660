import { useEffect } from 'preact/hooks'
import { NotNow } from '../NotNow'
import { Button } from '../ui/Button'
import { useWords } from '../words'
import { Empty } from './Empty'
import { Filters } from './Filters'
import { Foot } from './Foot'
import type { History as Model } from './model'
import { Row } from './Row'

/** Everything that was shared, newest first. */
export function History({ model }: { model: Model }) {
  const { t } = useWords()
  const entries = model.entries.value
  useEffect(() => {
    void model.open()
    return model.close
  }, [model])
  return (
    <section class="history" aria-busy={entries === undefined && !model.unread.value}>
      <h1 class="unseen">{t('history.title')}</h1>
      {model.unread.value && <NotNow what="notRead" again={model.hear} />}
      {entries?.length === 0 && <Empty model={model} />}
      {entries !== undefined && entries.length > 0 && (
        <>
          <Filters model={model} />
          <Days model={model} />
          <More model={model} />
        </>
      )}
      <Foot together={model.together} />
    </section>
  )
}

function Days({ model }: { model: Model }) {
  return (
    <div class="days">
      {model.days.value.map(day => (
        <section key={day.start} aria-labelledby={`day-${day.start}`}>
          <DayName model={model} start={day.start} />
          <ul class="list">
            {day.entries.map(entry => (
              <Row key={entry.id} model={model} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function DayName({ model, start }: { model: Model; start: number }) {
  const { format } = useWords()
  return <h2 id={`day-${start}`}>{format.day(start, model.now.value)}</h2>
}

function More({ model }: { model: Model }) {
  const { t } = useWords()
  const more = model.more.value
  if (more === 0) return null
  return <Button onPress={model.showMore}>{t('history.more', [String(more)])}</Button>
}
