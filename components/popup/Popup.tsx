import type { ComponentChildren } from 'preact'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { type PopupModel as Model, tabs, tabTo } from './model'

type Props = {
  model: Model
  share: ComponentChildren
  history: ComponentChildren
  /** Locks the extension; undefined if there is no lock. */
  lock: (() => unknown) | undefined
  openSettings: () => unknown
}

/** The popup's two tabs. The composer stays mounted while hidden, keeping what was typed. */
export function Popup({ model, share, history, lock, openSettings }: Props) {
  const tab = model.tab.value
  return (
    <>
      <header class="tabs">
        <Tabs model={model} />
        <Aside lock={lock} openSettings={openSettings} />
      </header>
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

function Tabs({ model }: Pick<Props, 'model'>) {
  const { t } = useTranslation()
  const chosen = model.tab.value
  return (
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
          {t(tab === 'share' ? 'history.share' : 'history.title')}
          {tab === 'history' && <News count={model.news.value} />}
        </button>
      ))}
    </div>
  )
}

function Aside({ lock, openSettings }: Pick<Props, 'lock' | 'openSettings'>) {
  const { t } = useTranslation()
  return (
    <div class="aside">
      {lock && (
        <Button kind="quiet" onPress={lock}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M5 7V5a3 3 0 0 1 6 0v2" />
            <rect x="3" y="7" width="10" height="7" rx="1.5" />
          </svg>
          {t('lock.now')}
        </Button>
      )}
      <Button kind="quiet" onPress={openSettings}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <title>{t('app.settings')}</title>
          <path d="M1 4.5h6M12 4.5h3M1 11.5h3M9 11.5h6" />
          <circle cx="9.5" cy="4.5" r="2.2" />
          <circle cx="6.5" cy="11.5" r="2.2" />
        </svg>
        <span class="unseen">{t('app.settings')}</span>
      </Button>
    </div>
  )
}

function News({ count }: { count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return (
    <span class="count">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{`${t('history.new')} (${count})`}</span>
    </span>
  )
}
