import { regionOf } from '../../lib/rules/server'
import { serverName } from '../server-name'
import { sorry } from '../sorry'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import type { Composer as Model } from './model'

/** What happened before: a failure, a text that may have lost its lines, an earlier one set aside. */
export function News({ model }: { model: Model }) {
  return (
    <>
      <Failed model={model} />
      <Flattened model={model} />
      <Aside model={model} />
    </>
  )
}

function Failed({ model }: { model: Model }) {
  const { t, format } = useWords()
  const outcome = model.outcome.value
  if (outcome?.at !== 'failed') return null
  const { server } = model.draft.value
  return (
    <Notice kind="failure">
      <p>{sorry({ t, format }, outcome.failure)}</p>
      {outcome.failure.code === 'noPermission' && (
        <Button onPress={model.allowServer}>
          {t('composer.allow', [regionOf(server) ? serverName(t, server) : new URL(server).host])}
        </Button>
      )}
    </Notice>
  )
}

function Flattened({ model }: { model: Model }) {
  const { t } = useWords()
  const { flattened } = model.composing.value
  if (!flattened) return null
  return (
    <Notice kind="care">
      <p>{t('composer.flattened')}</p>
      {flattened.pattern !== undefined && (
        <>
          <Button onPress={model.readExactly}>{t('composer.readExactly')}</Button>
          <p class="hint">{t('composer.readExactlyLine')}</p>
        </>
      )}
    </Notice>
  )
}

function Aside({ model }: { model: Model }) {
  const { t } = useWords()
  if (model.composing.value.aside.length === 0) return null
  return (
    <Notice kind="good">
      <div class="row">
        <p>{t('composer.aside')}</p>
        <Button kind="quiet" onPress={model.bringBack}>
          {t('composer.bringBack')}
        </Button>
      </div>
    </Notice>
  )
}
