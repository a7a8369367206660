import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { joinSentences } from '../format'
import { SecretText } from '../SecretFields'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { GuidedSteps } from './GuidedSteps'
import { nameOfLanguage } from './language-choice'
import type { OpenerModel as Model, RevealStep } from './model'
import { Kept, OwnServer } from './OwnServer'
import { SealedInput } from './SealedInput'

type Choice = {
  /** The tags of all languages. */
  all: readonly string[]
  onChoose: (language: string) => void
  /** The icon's address. */
  icon: string
}

type Props = {
  model: Model
  /** Why secrets can't be decrypted here at all, in words: plain http, or a browser that is too old. */
  obstacle: string | undefined
  languages: Choice
  /** The keyboard shortcut for pasting; undefined on touch devices. */
  pasteKeys: string | undefined
}

/** The opener page: one screen with the next thing to do. */
export function Opener({ model, obstacle, languages, pasteKeys }: Props) {
  const { t } = useTranslation()
  const reads = model.reads.value
  return (
    <>
      <Languages {...languages} />
      {obstacle ? <Unable words={obstacle} /> : <Screen model={model} pasteKeys={pasteKeys} />}
      <footer class="hint">
        <p>{reads === undefined ? t('opener.promise') : t('opener.promiseOwn', [reads])}</p>
      </footer>
    </>
  )
}

function Screen({ model, pasteKeys }: Pick<Props, 'model' | 'pasteKeys'>) {
  const { t } = useTranslation()
  const step = model.step.value
  const target = 'target' in step ? step.target : undefined
  if (step.at === 'shown') return <Opened model={model} step={step} />
  if (step.at === 'forgotten') return <Forgotten model={model} />
  if (model.onOwnServer.value) {
    const screen = screenOf(step)
    return (
      <Page
        title={t(screen === 'ready' ? 'opener.waiting' : 'opener.title')}
        key={`own ${screen}`}
        quiet={screen === 'passphrase'}
      >
        <OwnServer model={model} step={step} />
      </Page>
    )
  }
  if (target?.is === 'sealed')
    return (
      <Page title={t('opener.waiting')} key="leading">
        <GuidedSteps model={model} step={step} target={target} pasteKeys={pasteKeys} />
      </Page>
    )
  // Reading a link is brief; show nothing, to avoid a flash.
  if (step.at === 'reading') return <main />
  return (
    <Page title={t('opener.title')} key="gathering">
      <SealedInput model={model} step={step} />
    </Page>
  )
}

/** Steps of one screen, which keeps its focus from one to the next. */
function screenOf({ at }: RevealStep): string {
  if (at === 'fetching' || at === 'failed') return 'ready'
  if (at === 'opening' || at === 'needsPassphrase') return 'passphrase'
  return at === 'damaged' ? 'needsKey' : at
}

type PageProps = { title: string; quiet?: boolean; children: ComponentChildren }

/** A screen that replaces another focuses its heading, so that it is read out. `quiet`: it has a field for that. */
function Page({ title, quiet, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!quiet) heading.current?.focus()
  }, [])
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}

/** The decrypted secret. Its text is in the DOM only while shown. */
function Opened({ model, step }: { model: Model; step: Extract<RevealStep, { at: 'shown' }> }) {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.opened')} key="opened">
      <SecretText secret={step} onShow={model.show} onHide={model.hide} onCopy={model.copy}>
        {step.copied === 'yes' && <p class="hint">{t('opener.clipboardLine')}</p>}
      </SecretText>
      <p>{t('opener.last')}</p>
      {model.kept.value ? (
        <Kept model={model} />
      ) : (
        <div>
          <Button onPress={model.forget}>{t('history.forgetYes')}</Button>
        </div>
      )}
    </Page>
  )
}

function Forgotten({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.forgotten')} key="forgotten">
      <p>{t('opener.clipboardLine')}</p>
      <div>
        <Button onPress={model.startOver}>{t('opener.another')}</Button>
      </div>
    </Page>
  )
}

/**
 * Shown before anyone presses the server's button: the server shows the secret only once, and this browser
 * couldn't decrypt it.
 */
function Unable({ words }: { words: string }) {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.title')}>
      <Notice kind="failure">
        <p>{words}</p>
      </Notice>
    </Page>
  )
}

/** The product's name, and the choice of languages. */
function Languages({ all, onChoose, icon }: Choice) {
  const { t } = useTranslation()
  const chosen = t('language')
  return (
    <header>
      <span class="name">
        <img src={icon} alt="" width={34} height={34} />
        {t('app.name')}
      </span>
      <select
        aria-label={t('opener.languages')}
        value={chosen}
        onChange={event => onChoose(event.currentTarget.value)}
      >
        {all.map(language => (
          <option key={language} value={language} lang={language} selected={language === chosen}>
            {nameOfLanguage(language)}
          </option>
        ))}
      </select>
    </header>
  )
}
