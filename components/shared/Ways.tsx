import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../words'

import { Code } from './Code'
import { MessageText } from './MessageText'
import type { Card, Way } from './model'
import { TwoParts } from './TwoParts'

const panels = { message: MessageText, code: Code, apart: TwoParts } as const

/** Other ways for the link to go along, each behind its name. */
export function Ways({ card }: { card: Card }) {
  const { t } = useWords()
  const chosen = card.way.value
  const ways: Way[] = card.apart.step.value ? ['message', 'code', 'apart'] : ['message', 'code']
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [chosen, card.code.value])
  const Panel = chosen && panels[chosen]
  return (
    <div class="ways">
      <fieldset class="names" aria-label={t('shared.ways')}>
        {ways.map(way => (
          <button
            key={way}
            type="button"
            class="button"
            aria-expanded={way === chosen}
            aria-controls="way"
            onClick={() => void card.turnTo(way)}
          >
            {t(`shared.way.${way}`)}
          </button>
        ))}
      </fieldset>
      <div ref={panel} id="way" class="way" hidden={!Panel}>
        {Panel && <Panel card={card} />}
      </div>
    </div>
  )
}
