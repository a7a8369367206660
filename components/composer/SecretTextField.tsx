import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Meter } from '../ui/Meter'
import type { ComposerModel as Model } from './model'

/** What is loaded later for a file: a button, and what stands in place of the text. */
export type FileParts = { button: ComponentChildren; view: ComponentChildren }

/** The secret's text or file, and how much room is left. */
export function SecretTextField({ model, parts }: { model: Model; parts: FileParts | undefined }) {
  const { t, format } = useTranslation()
  const field = useRef<HTMLTextAreaElement>(null)
  const { text, file } = model.draft.current.value
  const busy = model.status.busy.value
  const generating = model.generating.value
  const size = model.draft.size.value
  const room = model.draft.room.value
  const over = size - room
  const shown = useRef(false)
  useLayoutEffect(() => {
    // Firefox's popup is still small at first: scrolling to the field would push the tabs out of view.
    field.current?.focus({ preventScroll: !shown.current })
    shown.current = true
  }, [model.draft.begun.value])
  return (
    <Field
      id="secret"
      label={t('composer.secret')}
      action={
        <span class="text-actions">
          {text !== '' && !file && (
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
      {!file && (
        <textarea
          ref={field}
          id="secret"
          dir="auto"
          rows={Math.min(5, Math.max(3, text.split('\n').length))}
          spellcheck={false}
          autocomplete="off"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          readOnly={busy}
          value={text}
          onInput={event => model.write({ text: event.currentTarget.value })}
        />
      )}
      {parts?.view}
      <div class="row">
        {parts?.button}
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
      </div>
    </Field>
  )
}
