import type { ReadonlySignal } from '@preact/signals'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'

/** In sight wherever on the page something was to be changed. */
export function NotKept({ failed }: { failed: ReadonlySignal<boolean> }) {
  const { t } = useWords()
  if (!failed.value) return null
  return (
    <div class="not-kept">
      <Notice kind="failure">
        <p>{t('options.notKept')}</p>
      </Notice>
    </div>
  )
}
