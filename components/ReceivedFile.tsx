import { mayRun, safeFileName, spelledOut } from '../lib/domain/safe-file-name'
import { fileBytes, fileSize, type SharedFile } from '../lib/domain/shared-file'
import { FileName } from './FileName'
import { saveBytes } from './save-as-file'
import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { Notice } from './ui/Notice'

/** A file that came with a secret: what it is, and a way to save it. It is never opened here. */
export function ReceivedFile({ file, isText }: { file: SharedFile; isText: boolean }) {
  const { t } = useTranslation()
  const name = safeFileName(file.name)
  const size = fileSize(file).toLocaleString(t('language'))
  return (
    <>
      <div>
        <FileName name={name} />
        <p class="hint">
          {t(isText ? 'file.is.text' : 'file.is.data')} · {t('file.size', [size])}
        </p>
        {name !== file.name && <p class="hint">{t('file.renamed', [spelledOut(file.name)])}</p>}
      </div>
      {mayRun(name) && (
        <Notice kind="care">
          <p>{t('file.runs')}</p>
        </Notice>
      )}
      <Button kind="primary" onPress={() => saveBytes(name, fileBytes(file))}>
        {t('file.save')}
      </Button>
    </>
  )
}
