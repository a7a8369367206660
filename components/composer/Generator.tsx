import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { useWords } from '../words'
import type { Generator as Model } from './generating'
import { ByServer, Password, Pin, Words } from './Kinds'
import { Made } from './Made'

/** Makes up a secret: what kind, how long, how strong that is. Nothing is taken before the person says so. */
export function Generator({ model }: { model: Model }) {
  const { t } = useWords()
  const panel = useRef<HTMLElement>(null)
  const { kind } = model.recipe.value
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <section ref={panel} class="generator" aria-label={t('generator.title')}>
      <Choice
        name="kind"
        label={t('generator.title')}
        value={kind}
        disabled={false}
        options={[
          { value: 'password', label: t('generator.password'), line: t('generator.passwordLine') },
          { value: 'words', label: t('generator.words'), line: t('generator.wordsLine') },
          { value: 'pin', label: t('generator.pin'), line: t('generator.pinLine') },
          ...(model.sealedOnly.value
            ? []
            : [{ value: 'server' as const, label: t('generator.server'), line: t('generator.serverLine') }]),
        ]}
        onChoose={kind => model.choose({ kind })}
      />
      {kind !== 'server' && <Made model={model} />}
      {kind === 'password' && <Password model={model} />}
      {kind === 'words' && <Words model={model} />}
      {kind === 'pin' && <Pin model={model} />}
      {kind === 'server' && <ByServer model={model} />}
      <div class="answers">
        <Button kind="primary" onPress={model.use}>
          {kind === 'server' ? t('generator.make') : t('generator.use')}
        </Button>
        <Button onPress={model.close}>{t('generator.close')}</Button>
      </div>
    </section>
  )
}
