import { signal, useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { languageName } from '../../lib/domain/language'
import { useTranslation } from '../translation'
import type { ExtraFields } from './ExtraFields'
import type { ComposerModel as Model } from './model'

/** Loaded after the first paint: most people never open them. */
const Fields = signal<typeof ExtraFields>()

/** What may be added to a secret, folded while nothing is. A language stays from one secret to the next. */
export function Extras({ model }: { model: Model }) {
  const { t } = useTranslation()
  const { note, label, passphrase, recipient, people, language } = model.draft.current.value
  const used = people > 1 || note !== '' || label !== '' || passphrase !== '' || recipient !== ''
  const wanted = used || model.draft.policy.value.passphraseRequired === true
  const open = useSignal(wanted)
  // Open when a field is in use, but don't close while someone is emptying it.
  useLayoutEffect(() => {
    if (wanted) open.value = true
  }, [wanted])
  useEffect(() => {
    import('./ExtraFields').then(
      view => {
        Fields.value = view.ExtraFields
      },
      () => {},
    )
  }, [])
  const View = Fields.value
  return (
    <details
      class="extras"
      open={open.value && View !== undefined}
      onToggle={event => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>
        {t('composer.more')}
        {language && (
          <>
            {' · '}
            <bdi lang={language}>{languageName(language)}</bdi>
          </>
        )}
      </summary>
      {View && <View model={model} />}
    </details>
  )
}
