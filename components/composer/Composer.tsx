import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../ui/Button'
import { Choice } from '../ui/Choice'
import { Field } from '../ui/Field'
import { Forced } from '../ui/Forced'
import { Meter } from '../ui/Meter'
import { useWords } from '../words'
import { Extras } from './Extras'
import type { Composer as Model } from './model'
import { News } from './News'
import { Place } from './Place'
import { ShareButton } from './ShareButton'

type Props = { model: Model; shortcut: string; generator: ComponentChildren }

export function Composer({ model, shortcut, generator }: Props) {
  const { t } = useWords()
  const busy = model.busy.value
  const { mode } = model.draft.value
  const { sealedRequired } = model.policy.value
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
          { value: 'sealed', label: t('composer.sealed'), line: t('composer.sealedLine') },
          { value: 'standard', label: t('composer.standard'), line: t('composer.standardLine') },
        ]}
        onChoose={mode => model.write({ mode })}
      />
      <Place model={model} />
      <Extras model={model} />
      {!model.generating.value && <ShareButton model={model} shortcut={shortcut} />}
    </form>
  )
}

function Text({ model }: { model: Model }) {
  const { t, format } = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  const { text } = model.draft.value
  const busy = model.busy.value
  const generating = model.generating.value
  const size = model.size.value
  const room = model.room.value
  const over = size - room
  const failed = model.outcome.value?.at === 'failed'
  const shown = useRef(false)
  useLayoutEffect(() => {
    // Firefox's popup is still small when it opens: brought into sight there, the field would push the tabs out.
    field.current?.focus({ preventScroll: !shown.current })
    shown.current = true
  }, [failed, model.begun.value])
  return (
    <Field
      id="secret"
      label={t('composer.secret')}
      action={
        <span class="text-actions">
          {text !== '' && (
            <Button kind="quiet" busy={busy} onPress={model.clear}>
              {t('composer.clear')}
            </Button>
          )}
          <Button
            kind="quiet"
            busy={busy}
            expanded={generating}
            onPress={generating ? model.closeGenerator : model.openGenerator}
          >
            {t('generator.open')}
          </Button>
        </span>
      }
    >
      <textarea
        ref={field}
        id="secret"
        dir="auto"
        rows={6}
        spellcheck={false}
        autocomplete="off"
        placeholder={t('composer.hint')}
        readOnly={busy}
        value={text}
        onInput={event => model.write({ text: event.currentTarget.value })}
      />
      <Meter
        id="room"
        label={t('composer.meter')}
        value={size}
        max={room}
        words={
          over > 0
            ? t('composer.over', [format.bytes(over)])
            : t('composer.room', [format.kilobytes(size), format.kilobytes(room)])
        }
      />
    </Field>
  )
}
