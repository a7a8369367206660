import { useEffect, useRef } from 'preact/hooks'
import { useTranslation } from '../translation'
import { Asking, Failed, Gone, Ready } from './Fetching'
import type { RevealModel as Model, RevealStep } from './model'
import { NeedsKey, NeedsPassphrase, NotOpened, RevealedSecret, Unread } from './Received'

/** The reveal page: one screen per step. */
export function Reveal({ model }: { model: Model }) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const step = model.step.value
  const { at } = step
  // Focus the heading, so that screen readers announce the new screen.
  const screen = at === 'opening' ? 'needsPassphrase' : at
  useEffect(() => heading.current?.focus(), [screen])
  return (
    <main class="reveal" aria-busy={at === 'reading' || at === 'fetching' || at === 'opening'}>
      {/* The heading and the facts say the same. Its halves move apart when the seal breaks. */}
      <div class={`envelope ${sealOf(step)}`} aria-hidden="true">
        <i />
        <i />
      </div>
      <h1 ref={heading} tabIndex={-1}>
        {at === 'forgotten' ? t('history.forgotten') : at === 'shown' ? t('reveal.done') : t('reveal.title')}
      </h1>
      <Screen model={model} />
    </main>
  )
}

/**
 * The seal in the picture. `unsealed`: none is known of. `unfit`: not broken, as the link doesn't open it. `spent`: the
 * secret is no longer anywhere that we know.
 */
function sealOf(step: RevealStep): 'none' | 'whole' | 'broken' | 'unsealed' | 'unfit' | 'spent' {
  switch (step.at) {
    case 'ready':
    case 'fetching':
    case 'failed':
      return step.target.is === 'sealed' ? 'whole' : 'none'
    case 'needsKey':
    case 'needsPassphrase':
    case 'opening':
      return 'whole'
    case 'shown':
      return step.sealed ? 'broken' : 'unsealed'
    case 'notOpened':
    case 'unread':
      return 'unfit'
    case 'gone':
    case 'forgotten':
      return 'spent'
    default:
      return 'none'
  }
}

function Screen({ model }: { model: Model }) {
  const { t } = useTranslation()
  const wasShown = useRef(false)
  const step = model.step.value
  if (step.at === 'shown') wasShown.current = true
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
      return wasShown.current ? <p class="hint">{t('reveal.done')}</p> : null
    case 'reading':
      return null
  }
}
