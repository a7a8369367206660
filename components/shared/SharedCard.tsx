import { useEffect, useRef } from 'preact/hooks'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { Ending } from './Ending'
import { Facts } from './Facts'
import { Link } from './Link'
import type { Card } from './model'
import { Ways } from './Ways'

/** The link, the ways in which it can go along, and everything that is true of it. */
export function SharedCard({ card }: { card: Card }) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(card.watch, [card])
  const burning = card.burning.value
  const dead = burning.at === 'done'
  return (
    <section class="shared">
      <h1 ref={heading} tabIndex={-1}>
        {card.arrived.value ? t('shared.copied') : t('shared.notCopied')}
      </h1>
      {!dead && <Link card={card} />}
      {!dead && <Ways card={card} />}
      {!dead && <Facts card={card} />}
      {dead && (
        <Notice kind={burning.state === 'burned' ? 'good' : 'care'}>
          <p>{t(`history.burnt.${burning.state}`)}</p>
        </Notice>
      )}
      <Ending card={card} />
    </section>
  )
}
