import { useEffect, useRef } from 'preact/hooks'
import type { SealedLink } from '../../lib/rules/link'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { Heading } from './Heading'
import type { Opener as Model } from './model'
import { Passphrase } from './Passphrase'
import { SealedField } from './SealedField'
import { Step } from './Step'

type Props = { model: Model; link: SealedLink; repaired: boolean; pasteKeys: string | undefined }

/** The way of a person who has nothing but the link: to the server's page, and back with what it shows. */
export function Leading({ model, link, repaired, pasteKeys }: Props) {
  const { t } = useWords()
  const { host } = new URL(link.origin)
  const { sealed, stage, ...now } = model.now()
  const fits = sealed.at === 'found' && !(stage.at === 'gathering' && stage.failure === 'notOpened')
  const went = now.went || sealed.at === 'found'
  return (
    <main>
      <Heading>{t('opener.waiting')}</Heading>
      <p>{t('opener.waitingLine', [host])}</p>
      {link.passphrase && (
        <Notice kind="care">
          <p>{t('opener.passphraseFirst')}</p>
        </Notice>
      )}
      {repaired && (
        <Notice kind="good">
          <p>{t('opener.repaired')}</p>
        </Notice>
      )}
      <ol class="steps">
        <Step state={went ? 'done' : 'now'} title={t('opener.goTitle')}>
          {!fits && <Go model={model} link={link} went={went} host={host} />}
        </Step>
        <Step state={fits ? 'done' : went ? 'now' : 'later'} title={t('opener.copyTitle')}>
          {!fits && <p>{t('opener.copyLine')}</p>}
        </Step>
        <Step
          state={fits ? 'done' : went ? 'now' : 'later'}
          title={<label for="sealed">{t('opener.pasteTitle')}</label>}
        >
          <Paste model={model} pasteKeys={pasteKeys} />
        </Step>
        {link.passphrase && (
          <Step
            state={fits ? 'now' : 'later'}
            title={<label for="passphrase">{t('opener.passphraseTitle')}</label>}
          >
            <Passphrase model={model} />
          </Step>
        )}
      </ol>
      <div>
        <Button kind="quiet" onPress={model.startOver}>
          {t('opener.otherLink')}
        </Button>
      </div>
    </main>
  )
}

/** The server's page, without the key: its scripts learn nothing that they could open the secret with. */
function Go({ model, link, went, host }: { model: Model; link: SealedLink; went: boolean; host: string }) {
  const { t } = useWords()
  return (
    <>
      <p>{t('opener.goLine')}</p>
      <a
        class={went ? 'button' : 'button primary'}
        href={`${link.origin}/secret/${link.secretKey}`}
        target="_blank"
        rel="noreferrer noopener"
        onClick={model.go}
        onAuxClick={model.go}
      >
        {t(went ? 'opener.goAgain' : 'opener.go', [host])}
      </a>
    </>
  )
}

/** Whoever comes back from the server's page finds the cursor where it is needed. */
function Paste({ model, pasteKeys }: Pick<Props, 'model' | 'pasteKeys'>) {
  const { t } = useWords()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const comeBack = () => {
      const { went, sealed } = model.now()
      if (went && sealed.at !== 'found') field.current?.focus()
    }
    window.addEventListener('focus', comeBack)
    document.addEventListener('visibilitychange', comeBack)
    return () => {
      window.removeEventListener('focus', comeBack)
      document.removeEventListener('visibilitychange', comeBack)
    }
  }, [model])
  return (
    <SealedField
      model={model}
      field={field}
      {...(pasteKeys !== undefined && { hint: t('opener.pasteKeys', [pasteKeys]) })}
    />
  )
}
