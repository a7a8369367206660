import { useEffect, useRef } from 'preact/hooks'
import { useTranslation } from '../translation'
import { Asking, Failed, Gone, Ready } from './Fetching'
import type { RevealModel as Model } from './model'
import { NeedsKey, NeedsPassphrase, NotOpened, RevealedSecret, Unread } from './Received'

/** The reveal page: one screen per step. */
export function Reveal({ model }: { model: Model }) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const { at } = model.step.value
  // Focus the heading, so that screen readers announce the new screen.
  const screen = at === 'opening' ? 'needsPassphrase' : at
  useEffect(() => heading.current?.focus(), [screen])
  return (
    <main class="reveal" aria-busy={at === 'reading' || at === 'fetching' || at === 'opening'}>
      <h1 ref={heading} tabIndex={-1}>
        {t('reveal.title')}
      </h1>
      <Screen model={model} />
    </main>
  )
}

function Screen({ model }: { model: Model }) {
  const { t } = useTranslation()
  const step = model.step.value
  switch (step.at) {
    case 'asking':
    case 'damaged':
      return <Asking model={model} step={step} />
    case 'ready':
    case 'fetching':
      return <Ready model={model} step={step} />
    case 'needsKey':
      return <NeedsKey model={model} step={step} />
    case 'needsPassphrase':
    case 'opening':
      return <NeedsPassphrase model={model} step={step} />
    case 'shown':
      return <RevealedSecret model={model} step={step} />
    case 'notOpened':
      return <NotOpened model={model} step={step} />
    case 'unread':
      return <Unread model={model} step={step} />
    case 'gone':
      return <Gone model={model} step={step} />
    case 'failed':
      return <Failed model={model} step={step} />
    case 'forgotten':
      return <p role="status">{t('history.forgotten')}</p>
    case 'reading':
      return null
  }
}
