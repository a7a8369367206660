import { placeOf } from '../../lib/rules/read-link'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { why } from '../why'
import { useWords } from '../words'
import { Forget } from './Forget'
import { Kept } from './Kept'
import type { Reveal as Model } from './model'
import { ServerPassphrase } from './ServerPassphrase'
import { sorryToRead } from './sorry'
import type { Step } from './step'

/** The way to the server failed: why, and whether the secret is still there. */
export function Failed({ model, step }: { model: Model; step: Extract<Step, { at: 'failed' }> }) {
  const { t } = useWords()
  const { failure, target } = step
  return (
    <>
      <Notice kind="failure">
        <p>{sorryToRead(t, failure, step.asked)}</p>
      </Notice>
      {failure.code === 'noPermission' ? (
        <Button kind="primary" onPress={model.allow}>
          {t('reveal.allow', [new URL(placeOf(target).origin).host])}
        </Button>
      ) : (
        <Button kind="primary" onPress={model.fetch}>
          {t('reveal.again')}
        </Button>
      )}
    </>
  )
}

/** The server says the same for read, burned, expired, unknown and a wrong passphrase; so do we, of what can be. */
export function Gone({ model, step }: { model: Model; step: Extract<Step, { at: 'gone' }> }) {
  const { t, format } = useWords()
  const { target, earlier } = step
  const unknown = target.is === 'unknown'
  return (
    <>
      <Notice kind="failure">
        <p>
          {earlier === undefined
            ? t(unknown ? 'reveal.gone' : 'reveal.goneSealed')
            : t('reveal.goneByOwn', [format.moment(earlier)])}
        </p>
      </Notice>
      {unknown && (
        <>
          <ServerPassphrase model={model} />
          <Button kind="primary" onPress={model.fetch}>
            {t('reveal.tryPassphrase')}
          </Button>
        </>
      )}
    </>
  )
}

/** Fetched, but nothing that this link can open: it is not thrown away. */
export function NotOpened({ model, step }: { model: Model; step: Extract<Step, { at: 'notOpened' }> }) {
  const { t } = useWords()
  return (
    <>
      <Notice kind="failure">
        <p>{t(`reveal.notOpened.${step.why}`)}</p>
      </Notice>
      <Kept model={model} />
      <Button kind="primary" onPress={model.save}>
        {t('reveal.save')}
      </Button>
      <Forget model={model} />
    </>
  )
}

/** What came is no secret that we can read. It is there to be saved, and the server may be asked again. */
export function Unread({ model, step }: { model: Model; step: Extract<Step, { at: 'unread' }> }) {
  const { t } = useWords()
  return (
    <>
      <Notice kind="failure">
        <p>
          {why(t, step.failure)} {t('reveal.unread')}
        </p>
      </Notice>
      <Kept model={model} />
      <Button kind="primary" onPress={model.save}>
        {t('reveal.saveUnread')}
      </Button>
      {step.target && <Button onPress={model.fetch}>{t('reveal.again')}</Button>}
      <Forget model={model} />
    </>
  )
}
