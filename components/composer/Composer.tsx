import type { ComponentChildren } from 'preact'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { Forced } from '../ui/Forced'
import { useWords } from '../words'
import { Extras } from './Extras'
import type { Composer as Model } from './model'
import { News } from './News'
import { Place } from './Place'
import { ShareButton } from './ShareButton'
import { Text } from './Text'

/** `generator` and `orphan`: views that are fetched when there is something for them to show. */
type Props = { model: Model; shortcut: string; generator: ComponentChildren; orphan: ComponentChildren }

export function Composer({ model, shortcut, generator, orphan }: Props) {
  const { t } = useWords()
  const busy = model.busy.value
  const { mode } = model.draft.value
  const { sealedRequired, opener = model.settings.value.opener } = model.policy.value
  return (
    <form
      class="composer"
      aria-label={t('composer.title')}
      aria-busy={busy}
      onSubmit={event => event.preventDefault()}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        if (!model.generating.value) void model.share()
      }}
    >
      <div class="row">
        <h1>{t('composer.title')}</h1>
        <Button kind="quiet" onPress={model.read}>
          {t('reveal.openLink')}
        </Button>
      </div>
      <News model={model} />
      <Text model={model} />
      {model.generating.value && generator}
      <Choice
        name="mode"
        label={t('composer.protection')}
        value={mode}
        disabled={busy}
        forced={sealedRequired && <Forced words={t('policy.forced')} />}
        options={[
          {
            value: 'sealed',
            label: t('composer.sealed'),
            line: t(opener ? 'composer.sealedLineOpener' : 'composer.sealedLine'),
          },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => model.write({ mode })}
      />
      <Place model={model} />
      <Extras model={model} />
      {!model.generating.value && <ShareButton model={model} shortcut={shortcut} orphan={orphan} />}
    </form>
  )
}
