import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../words'
import { Ending } from './Ending'
import { Facts } from './Facts'
import { Link } from './Link'
import { Mailed } from './Mailed'
import type { Card } from './model'
import { Value } from './Value'
import { Ways } from './Ways'

const headings = { yes: 'shared.copied', pending: 'shared.notYetCopied', failed: 'shared.notCopied' } as const

/** The link, the ways in which it can go along, and everything that is true of it. */
export function SharedCard({ card }: { card: Card }) {
  const { t } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const burning = card.burning.value
  const ended = burning.at === 'done' ? burning.state : undefined
  const dead = ended !== undefined
  useEffect(() => heading.current?.focus(), [dead])
  const until = card.until.value
  useEffect(card.watch, [card, until])
  return (
    <section class="shared">
      <h1 ref={heading} tabIndex={-1}>
        {dead ? t(`history.burnt.${ended}`) : t(headings[card.arrived.value])}
      </h1>
      {!dead && <Link card={card} />}
      {!dead && <Mailed card={card} />}
      <Value card={card} />
      {!dead && <Ways card={card} />}
      {!dead && <Facts card={card} />}
      <Ending card={card} />
    </section>
  )
}
