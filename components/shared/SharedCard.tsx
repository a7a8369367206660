import { useEffect, useRef } from 'preact/hooks'
import { languageName } from '../../lib/domain/language'
import { linkOpener } from '../../lib/domain/link'
import { BurnQuestion, burnResult } from '../BurnQuestion'
import { CopyButton } from '../CopyButton'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { Notice } from '../ui/Notice'
import { useAfter } from '../use-question'
import type { SharedCardModel } from './model'
import { KeyButton, SendingWays } from './SendingWays'

const headings = {
  yes: 'shared.copied',
  pending: 'shared.notYetCopied',
  failed: 'shared.notYetCopied',
} as const

type Props = { card: SharedCardModel; showRecipient: () => unknown }

/** The link, the ways to send it, and its details. */
export function SharedCard({ card, showRecipient }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const burning = card.burning.value
  const ended = burning.at === 'done' ? burning.state : undefined
  const dead = ended !== undefined
  useEffect(() => heading.current?.focus(), [dead])
  const until = card.until.value
  useEffect(card.watch, [card, until])
  return (
    <section class={ended === 'burned' ? 'shared burned' : 'shared'}>
      <h1 ref={heading} tabIndex={-1}>
        {dead ? burnResult(t, ended) : t(headings[card.arrived.value])}
      </h1>
      {!dead && <Link card={card} />}
      {!dead && <Mailed card={card} />}
      <Value card={card} />
      {!dead && <SendingWays card={card} showRecipient={showRecipient} />}
      {!dead && <Facts card={card} />}
      <Ending card={card} />
    </section>
  )
}

export function LinkField({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  return (
    <div class="field">
      <label for="link">{t('shared.link')}</label>
      <input
        id="link"
        dir="ltr"
        autocomplete="off"
        readOnly
        value={card.shared.value.link}
        onCopy={() => void card.tookLink()}
        onFocus={event => event.currentTarget.select()}
      />
    </div>
  )
}

function Link({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  return (
    <>
      <LinkField card={card} />
      <CopyButton
        kind="primary"
        copied={card.copied.value}
        onPress={card.copyLink}
        name={t('shared.copy')}
        done={t('shared.copiedAgain')}
        failed={t('shared.copyFailed')}
      />
    </>
  )
}

/** What the server mails, what it doesn't, and so what remains to be sent. */
function Mailed({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  const { mailedTo, sealed } = card.shared.value
  if (mailedTo === undefined) return null
  if (mailedTo === '') {
    return (
      <Notice kind="care">
        <p>{t('recipient.notTaken')}</p>
      </Notice>
    )
  }
  return (
    <Notice kind={sealed ? 'care' : 'good'}>
      <p>{sealed ? t('recipient.mailedSealed', [mailedTo]) : t('recipient.mailed', [mailedTo])}</p>
      {sealed && <KeyButton card={card} />}
    </Notice>
  )
}

/** A server-generated value. It is returned only once, so this card is the only place its sender sees it. */
function Value({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  const value = card.value.value
  if (value === undefined) return null
  const shown = card.valueShown.value
  const copied = card.valueCopied.value
  return (
    <>
      <Field
        id="value"
        label={t('generator.made')}
        hint={copied === 'failed' ? t('shared.copyFailed') : undefined}
        action={
          <Button kind="quiet" onPress={card.turnValue}>
            {shown ? t('composer.hide') : t('composer.show')}
          </Button>
        }
      >
        <div class="joined">
          <input
            id="value"
            class="exact"
            dir="ltr"
            autocomplete="off"
            readOnly
            aria-describedby="value-hint"
            value={value}
          />
          <Button onPress={card.copyValue}>
            {copied === 'yes' ? t('shared.copiedAgain') : t('reveal.copy')}
          </Button>
        </div>
      </Field>
      <p class="unseen" role="status">
        {copied === 'yes' ? t('shared.copiedAgain') : ''}
      </p>
    </>
  )
}

export function Facts({ card }: { card: SharedCardModel }) {
  const { t, format } = useTranslation()
  const shared = card.shared.value
  const cares = [
    shared.shortened !== undefined && t('shared.shortened', [format.duration(shared.shortened)]),
    shared.otherDomain !== undefined && t('accounts.otherDomain', [shared.otherDomain]),
    card.ownLanguage.value && shared.language && t('message.ownLanguage', [languageName(shared.language)]),
    shared.untold && t('shared.untold'),
    !shared.remembered && t('shared.notRemembered'),
  ].filter(words => typeof words === 'string')
  return (
    <>
      <ul class="facts">
        {shared.file !== undefined && <li>{t('file.plain', [format.bytes(shared.file)])}</li>}
        <li>{t('shared.expires', [format.moment(shared.expires)])}</li>
        <li>{t('reveal.from', [serverName(t, shared.server)])}</li>
        {shared.account !== undefined && <li>{t('accounts.sharedBy', [shared.account])}</li>}
        <li>{shared.sealed ? t('composer.sealed') : t('composer.standard')}</li>
        {linkOpener(shared.link) === 'own' && <li>{t('shared.anywhere')}</li>}
        {shared.passphrase && <li>{t('shared.passphrase')}</li>}
        <li>{t('shared.until', [format.time(card.until.value)])}</li>
      </ul>
      {cares.map(words => (
        <Notice key={words} kind="care">
          <p>{words}</p>
        </Notice>
      ))}
    </>
  )
}

/** The card's last actions: share another secret, or burn this one. */
function Ending({ card }: { card: SharedCardModel }) {
  const { t } = useTranslation()
  const burning = card.burning.value
  const { sealed, passphrase, remembered, untold } = card.shared.value
  const asking = burning.at === 'asking' || burning.at === 'burning'
  const after = useAfter<HTMLDivElement>(asking)
  if (asking) {
    return (
      <BurnQuestion step={burning} onType={card.typeToBurn} onBurn={card.burn} onKeep={card.stopBurning} />
    )
  }
  return (
    <div ref={after} class="row" tabIndex={-1}>
      <Button onPress={card.leave}>{t('shared.another')}</Button>
      {remembered && !untold && burning.at === 'idle' && (
        <Button kind="quiet" onPress={() => card.askToBurn(passphrase && !sealed)}>
          {t('history.burn')}
        </Button>
      )}
    </div>
  )
}
