import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { SecretText } from '../SecretFields'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { GuidedSteps } from './GuidedSteps'
import type { OpenerModel as Model, RevealStep } from './model'
import { SealedInput } from './SealedInput'

type Choice = {
  /** Code → the language's name in itself. */
  all: Record<string, string>
  onChoose: (language: string) => void
  /** The address of the seal's picture. */
  icon: string
}

type Props = {
  model: Model
  /** Whether this browser, at this address, can decrypt at all. */
  able: boolean
  languages: Choice
  /** The keys that paste, or nothing where there are none. */
  pasteKeys: string | undefined
}

/** One page, and on it the one thing to do next. */
export function Opener({ model, able, languages, pasteKeys }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <Languages {...languages} />
      {able ? <Screen model={model} pasteKeys={pasteKeys} /> : <Unable />}
      <footer class="hint">
        <p>{t('opener.promise')}</p>
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
  if (target?.is === 'sealed')
    return (
      <Page title={t('opener.waiting')} key="leading">
        <GuidedSteps model={model} step={step} target={target} pasteKeys={pasteKeys} />
      </Page>
    )
  // Reading a link takes a moment in which nothing should flash.
  if (step.at === 'reading') return <main />
  return (
    <Page title={t('opener.title')} key="gathering">
      <SealedInput model={model} step={step} />
    </Page>
  )
}

/** A screen that has just replaced another: focus goes to its heading, so that it is read out. */
function Page({ title, children }: { title: string; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  )
}

/** What was sealed. The text is in the page only while it is shown. */
function Opened({ model, step }: { model: Model; step: Extract<RevealStep, { at: 'shown' }> }) {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.opened')} key="opened">
      <SecretText secret={step} onShow={model.show} onHide={model.hide} onCopy={model.copy}>
        {step.copied === 'yes' && <p class="hint">{t('opener.copied')}</p>}
      </SecretText>
      <p>{t('opener.last')}</p>
      <div>
        <Button onPress={model.forget}>{t('opener.forget')}</Button>
      </div>
    </Page>
  )
}

function Forgotten({ model }: { model: Model }) {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.forgotten')} key="forgotten">
      <p>{t('opener.forgottenLine')}</p>
      <div>
        <Button onPress={model.startOver}>{t('opener.another')}</Button>
      </div>
    </Page>
  )
}

/** Said before anybody presses the server's button: what is shown there once could not be opened here. */
function Unable() {
  const { t } = useTranslation()
  return (
    <Page title={t('opener.title')}>
      <Notice kind="failure">
        <p>{t('opener.unable')}</p>
      </Notice>
    </Page>
  )
}

/** The name of the product, and the languages it speaks. */
function Languages({ all, onChoose, icon }: Choice) {
  const { t } = useTranslation()
  const chosen = t('language')
  return (
    <header>
      <span class="name">
        <img src={icon} alt="" width={34} height={34} />
        {t('app.name')}
      </span>
      <nav aria-label={t('opener.languages')}>
        {Object.entries(all).map(([language, name]) => (
          <button
            key={language}
            type="button"
            class="button quiet"
            lang={language}
            aria-pressed={language === chosen}
            onClick={() => onChoose(language)}
          >
            {name}
          </button>
        ))}
      </nav>
    </header>
  )
}
