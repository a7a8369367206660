import type { ReadonlySignal } from '@preact/signals'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'

export type Shortcut = { does: 'open' | 'share' | 'replace' | 'lock'; keys: string }

const commands = {
  open: 'notice.open',
  share: 'app.command',
  replace: 'app.commandReplace',
  lock: 'app.lockCommand',
} as const

type Props = {
  version: string
  /** Undefined if they couldn't be read. */
  shortcuts: ReadonlySignal<readonly Shortcut[] | undefined>
  /** Opens the browser's shortcut settings; undefined if the browser offers no way to. */
  changeShortcuts: (() => unknown) | undefined
}

/** What Cachet is, its privacy, and its keyboard shortcuts. */
export function About({ version, shortcuts, changeShortcuts }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <div class="facts-of">
        <p>
          {t('app.name')} {version}
        </p>
        <p>{t('about.licence')}</p>
      </div>
      {!shortcuts.value && <p>{t('app.notRead')}</p>}
      <dl class="keys">
        {shortcuts.value?.map(({ does, keys }) => (
          <div key={does}>
            <dt>{t(commands[does])}</dt>
            <dd>{keys === '' ? '–' : <kbd>{keys}</kbd>}</dd>
          </div>
        ))}
      </dl>
      {changeShortcuts && (
        <div class="field">
          <Button onPress={changeShortcuts}>{t('about.change')}</Button>
        </div>
      )}
      <p>
        <a href="welcome.html">{t('welcome.show')}</a>
      </p>
    </>
  )
}
