import type { ComponentChildren } from 'preact'
import { useWords } from '../words'
import { type Popup as Model, tabs } from './model'
import { tabTo } from './tab-keys'

type Props = { model: Model; share: ComponentChildren; history: ComponentChildren }

/** Two sides of one sheet. The composer stays where it is when it is out of sight, with all that is typed. */
export function Popup({ model, share, history }: Props) {
  const tab = model.tab.value
  return (
    <>
      <Tabs model={model} />
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

function Tabs({ model }: { model: Model }) {
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
