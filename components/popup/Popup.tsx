import type { ComponentChildren } from 'preact'
import { Button } from '../ui/Button'
import { useWords } from '../words'
import { type Popup as Model, tabs } from './model'
import { tabTo } from './tab-keys'

type Props = {
  model: Model
  share: ComponentChildren
  history: ComponentChildren
  /** Closes the lock; none when there is nothing to close. */
  lock: (() => unknown) | undefined
}

/** Two sides of one sheet. The composer stays where it is when it is out of sight, with all that is typed. */
export function Popup({ model, share, history, lock }: Props) {
  const tab = model.tab.value
  return (
    <>
      <Tabs model={model} lock={lock} />
      <main>
        <div id="panel-share" role="tabpanel" aria-labelledby="tab-share" hidden={tab !== 'share'}>
          {share}
        </div>
        <div id="panel-history" role="tabpanel" aria-labelledby="tab-history" hidden={tab !== 'history'}>
          {tab === 'history' && history}
        </div>
      </main>
    </>
  )
}

function Tabs({ model, lock }: Pick<Props, 'model' | 'lock'>) {
  const { t } = useWords()
  const chosen = model.tab.value
  return (
    <header class="tabs">
      <div role="tablist" aria-label={t('app.name')}>
        {tabs.map(tab => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`tab-${tab}`}
            aria-selected={tab === chosen}
            aria-controls={`panel-${tab}`}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => model.show(tab)}
            onKeyDown={event => {
              const next = tabTo(event.key, tab, getComputedStyle(event.currentTarget).direction === 'rtl')
              if (next === undefined) return
              event.preventDefault()
              model.show(next)
              document.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
            }}
          >
            {t(`history.tab.${tab}`)}
            {tab === 'history' && <News count={model.news.value} />}
          </button>
        ))}
      </div>
      {lock && (
        <Button kind="quiet" onPress={lock}>
          <svg class="padlock" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M5 7V5a3 3 0 0 1 6 0v2" />
            <rect x="3" y="7" width="10" height="7" rx="1.5" />
          </svg>
          {t('lock.now')}
        </Button>
      )}
    </header>
  )
}

function News({ count }: { count: number }) {
  const { t } = useWords()
  if (count === 0) return null
  return (
    <span class="count">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{t('history.newsCount', [String(count)])}</span>
    </span>
  )
}
