import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Entry } from '../../lib/rules/entry'
import { Ring } from '../ui/Ring'
import { useWords } from '../words'
import { Actions } from './Actions'
import { lifeLeft } from './life'
import { Marks } from './Marks'
import type { History } from './model'
import { rowTo } from './row-keys'
import { Sign } from './Sign'

type Props = { model: History; entry: Entry }

/** One secret: a button that says all about it, and opens what can be done. */
export function Row({ model, entry }: Props) {
  const { t } = useWords()
  const { acting } = model
  const { id, state } = entry
  const button = useRef<HTMLButtonElement>(null)
  const open = acting.opened.value === id
  const wanted = acting.wanted.value === id
  useLayoutEffect(() => {
    if (!wanted) return
    button.current?.focus()
    acting.arrived()
  }, [wanted])
  return (
    <li
      class={`secret ${state}`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        // Otherwise the browser closes the whole popup.
        event.preventDefault()
        acting.close()
      }}
    >
      <button
        ref={button}
        type="button"
        class="entry"
        aria-expanded={open}
        aria-controls={open ? `of-${id}` : undefined}
        tabIndex={acting.current.value === id ? 0 : -1}
        onFocus={() => acting.touch(id)}
        onClick={() => acting.toggle(id)}
        onKeyDown={rowTo}
      >
        <Life model={model} entry={entry} />
        {/* As text that was typed: it may run the other way. */}
        <bdi class={entry.label === '' ? 'name unnamed' : 'name'}>{entry.label || t('history.unnamed')}</bdi>
        <span class="side">
          {model.news.value.has(id) && <span class="new">{t('history.new')}</span>}
          <span class="state">{t(`history.is.${state}`)}</span>
        </span>
        <Marks model={model} entry={entry} />
      </button>
      {open && <Actions model={model} entry={entry} />}
    </li>
  )
}

function Life({ model, entry }: Props) {
  return (
    <Ring part={lifeLeft(entry, model.now.value)}>
      <Sign state={entry.state} sealed={entry.sealed} />
    </Ring>
  )
}
