import { useEffect, useRef } from 'preact/hooks'
import { BurnQuestion, burnResult } from '../BurnQuestion'
import { CopyButton } from '../CopyButton'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { useAfter } from '../use-question'
import type { BatchModel } from './batch'
import type { SharedCardModel } from './model'
import { SendingWays } from './SendingWays'
import { Facts, LinkField } from './SharedCard'

type LinksProps = { batch: BatchModel; showRecipient: (card: SharedCardModel) => unknown }

type Props = LinksProps & {
  /** How many links are missing, and how to make them. */
  missing: number
  makeRest: () => unknown
}

/** The links of one secret for several people. Only the sender sees their number. */
export function BatchCard({ batch, missing, makeRest, showRecipient }: Props) {
  const { t, format } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  const burning = batch.burning.value
  const dead = burning.at === 'done'
  useEffect(() => heading.current?.focus(), [dead])
  const [first] = batch.cards.value
  const of = first?.shared.value.batch?.of ?? 0
  return (
    <section class="shared">
      <h1 ref={heading} tabIndex={-1}>
        {dead
          ? t('history.burnedAll', [format.number(burning.burned)])
          : t('batch.made', [format.number(of - missing), format.number(of)])}
      </h1>
      {dead && burning.left > 0 && <p>{t('history.left', [format.number(burning.left)])}</p>}
      <BatchLinks batch={batch} showRecipient={showRecipient} />
      {missing > 0 && !dead && (
        <Button kind="primary" onPress={makeRest}>
          {t('batch.share', [format.number(missing)])}
        </Button>
      )}
      {first && !dead && <Facts card={first} />}
      <Ending batch={batch} />
    </section>
  )
}

/** Above the composer: what was made of a batch that has stopped. */
export function MadeLinks({ batch, showRecipient }: LinksProps) {
  const { t, format } = useTranslation()
  const count = batch.cards.value.length
  const of = batch.cards.value[0]?.shared.value.batch?.of
  if (of === undefined) return null
  return (
    <section class="made-links" aria-labelledby="made-links">
      <h2 id="made-links">{t('batch.made', [format.number(count), format.number(of)])}</h2>
      <BatchLinks batch={batch} showRecipient={showRecipient} />
    </section>
  )
}

/** None is copied unasked: with several links, one person might be sent another's. */
function BatchLinks({ batch, showRecipient }: LinksProps) {
  const { t } = useTranslation()
  const cards = batch.cards.value
  const alive = cards.some(card => card.burning.value.at !== 'done') && batch.burning.value.at !== 'done'
  return (
    <>
      {alive && <p class="hint">{t('batch.line')}</p>}
      <ol class="links">
        {cards.map(card => (
          <OneLink key={card.shared.value.id} batch={batch} card={card} showRecipient={showRecipient} />
        ))}
      </ol>
    </>
  )
}

function OneLink({ batch, card, showRecipient }: LinksProps & { card: SharedCardModel }) {
  const { t, format } = useTranslation()
  const { id, batch: place } = card.shared.value
  const open = batch.opened.value === id
  const burning = card.burning.value
  const until = card.until.value
  useEffect(card.watch, [card, until])
  const number = format.number(place?.number ?? 1)
  const copyThis = (
    <>
      {t('shared.copy')} <span class="unseen">{number}</span>
    </>
  )
  const ended = burning.at === 'done' ? burnResult(t, burning.state) : ''
  return (
    <li>
      <div class="row">
        <span>
          <b>{t('composer.room', [number, format.number(place?.of ?? 1)])}</b>
          {!ended && card.arrived.value === 'yes' && <span class="hint"> {t('shared.copiedAgain')}</span>}
        </span>
        {!ended && (
          <span class="answers">
            <CopyButton
              copied={card.copied.value}
              onPress={card.copyLink}
              name={copyThis}
              done={copyThis}
              failed={t('shared.copyFailed')}
            />
            <Button kind="quiet" expanded={open} onPress={() => batch.turn(id)}>
              {t('batch.more')} <span class="unseen">{number}</span>
            </Button>
          </span>
        )}
      </div>
      <p class={ended ? 'hint' : 'unseen'} role="status">
        {ended}
      </p>
      {open && !ended && <More card={card} showRecipient={() => showRecipient(card)} />}
    </li>
  )
}

/** One link's other ways to go along, and its burning. */
function More({ card, showRecipient }: { card: SharedCardModel; showRecipient: () => unknown }) {
  const { t } = useTranslation()
  const { sealed, passphrase, remembered, untold } = card.shared.value
  const burning = card.burning.value
  const asking = burning.at === 'asking' || burning.at === 'burning'
  const after = useAfter<HTMLDivElement>(asking)
  return (
    <div ref={after} class="more" tabIndex={-1}>
      <LinkField card={card} />
      <SendingWays card={card} showRecipient={showRecipient} />
      {asking && (
        <BurnQuestion step={burning} onType={card.typeToBurn} onBurn={card.burn} onKeep={card.stopBurning} />
      )}
      {!asking && remembered && !untold && (
        <Button kind="quiet" onPress={() => card.askToBurn(passphrase && !sealed)}>
          {t('history.burn')}
        </Button>
      )}
    </div>
  )
}

/** The last actions: share another secret, or burn all of these. */
function Ending({ batch }: { batch: BatchModel }) {
  const { t, format } = useTranslation()
  const burning = batch.burning.value
  const asking = burning.at === 'asking' || burning.at === 'burning'
  const after = useAfter<HTMLDivElement>(asking)
  const waiting = batch.cards.value
    .filter(card => card.burning.value.at !== 'done')
    .map(card => card.shared.value)
    .filter(({ remembered, untold }) => remembered && !untold)
  const locked = waiting.some(({ sealed, passphrase }) => passphrase && !sealed)
  if (asking) {
    return (
      <BurnQuestion
        step={burning}
        many={waiting.length}
        onType={batch.typeToBurn}
        onBurn={batch.burn}
        onKeep={batch.stopBurning}
      />
    )
  }
  return (
    <div ref={after} class="row answers" tabIndex={-1}>
      <Button onPress={batch.leave}>{t('shared.another')}</Button>
      {waiting.length > 1 && burning.at === 'idle' && (
        <Button kind="quiet" onPress={() => batch.askToBurn(locked)}>
          {t('batch.burnThese', [format.number(waiting.length)])}
        </Button>
      )}
    </div>
  )
}
