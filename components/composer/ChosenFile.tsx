import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { fileSize } from '../../lib/domain/shared-file'
import { FileName } from '../FileName'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import type { FileModel } from './file'
import type { ComposerModel } from './model'

type Props = { model: FileModel; composer: ComposerModel }

/** Under the field: chooses a file, or takes it out again. */
export function FileButton({ model, composer }: Props) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const busy = composer.status.busy.value
  if (composer.draft.current.value.file)
    return (
      <Button kind="quiet" busy={busy} onPress={model.remove}>
        {t('file.remove')}
      </Button>
    )
  return (
    <>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={t('file.choose')}
        onChange={({ currentTarget }) => {
          void model.take({ files: [...(currentTarget.files ?? [])], folder: false })
          // Allows choosing the same file again.
          currentTarget.value = ''
        }}
      />
      <Button
        kind="quiet"
        busy={busy}
        onPress={() => (model.inTab.peek() ? field.current?.click() : model.openTab())}
      >
        {t('file.choose')}
      </Button>
    </>
  )
}

/** In place of the text: the file's name and size; or why a file was not taken. */
export function ChosenFile({ model, composer }: Props) {
  const { t, format } = useTranslation()
  const { file } = composer.draft.current.value
  const refused = model.refused.value
  const over = useFileOver()
  return (
    <>
      {/* There before the file is, so that it is announced. */}
      <div class="heard" aria-live="polite">
        {file && (
          <output id="secret" class="chosen-file">
            <FileName name={file.name} />
            <span class="hint">{t('file.plain', [format.bytes(fileSize(file))])}</span>
          </output>
        )}
      </div>
      {refused && (
        <Notice kind="failure">
          <p>
            {refused.is === 'tooLarge'
              ? t('file.tooLarge', [format.bytes(refused.by)])
              : t(`file.${refused.is}`)}
          </p>
        </Notice>
      )}
      {(over || (model.inTab.value && !file)) && (
        <p class="hint drop-here" data-over={over}>
          {t('file.dropHere')}
        </p>
      )}
    </>
  )
}

/** Whether a file is being dragged over the page. */
function useFileOver(): boolean {
  const over = useSignal(false)
  useEffect(() => {
    const watch = (event: DragEvent) => {
      over.value = event.type === 'dragover' && event.dataTransfer?.types.includes('Files') === true
    }
    const kinds = ['dragover', 'dragleave', 'drop'] as const
    for (const kind of kinds) document.addEventListener(kind, watch)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, watch)
    }
  }, [over])
  return over.value
}
