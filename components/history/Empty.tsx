import { Button } from '../ui/Button'
import { useWords } from '../words'
import type { History } from './model'

const lessons = ['follow', 'burn', 'private'] as const

/** Before the first secret: what this page will be good for. */
export function Empty({ model }: { model: History }) {
  const { t } = useWords()
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
        {t('history.begin')}
      </Button>
    </div>
  )
}
