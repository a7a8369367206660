import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EndState, Entry, EntryState } from '../../lib/domain/history-entry'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { lifeLeft, momentOf } from './lifetime'
import type { HistoryModel } from './model'
import { RowActions } from './RowActions'

type Props = { model: HistoryModel; entry: Entry }

/** One secret: a button that summarises it and opens its actions. */
export function HistoryRow({ model, entry }: Props) {
  const { t } = useTranslation()
  const { row } = model
  const { id, state } = entry
  const button = useRef<HTMLButtonElement>(null)
  const open = row.opened.value === id
  const wanted = row.wanted.value === id
  const justBurned = open && row.burningOf(id).burning.value.at === 'done'
  useLayoutEffect(() => {
    if (!wanted) return
    button.current?.focus()
    row.arrived()
  }, [wanted])
  return (
    <li
      class={`secret ${state}${justBurned ? ' just-burned' : ''}`}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !open) return
        // Otherwise Escape closes the whole popup.
        event.preventDefault()
        row.close()
      }}
    >
      <button
        ref={button}
        type="button"
        class="entry"
        aria-expanded={open}
        aria-controls={open ? `of-${id}` : undefined}
        tabIndex={row.current.value === id ? 0 : -1}
        onFocus={() => row.touch(id)}
        onClick={() => row.toggle(id)}
        onKeyDown={rowTo}
      >
        <LifeRing model={model} entry={entry} />
        {/* Isolated, since user text may run in the other direction. */}
        <bdi class={entry.label === '' ? 'name unnamed' : 'name'}>{entry.label || t('history.unnamed')}</bdi>
        <span class="side">
          {model.news.value.has(id) && <span class="new">{t('history.new')}</span>}
          <span class="state">{t(`history.is.${state}`)}</span>
        </span>
        <RowMarks model={model} entry={entry} />
      </button>
      {open && <RowActions model={model} entry={entry} />}
    </li>
  )
}

function LifeRing({ model, entry }: Props) {
  return (
    <Ring part={lifeLeft(entry, model.now.value)}>
      <StateSign state={entry.state} sealed={entry.sealed} />
    </Ring>
  )
}

/** A row's details: time, server, account, protection. */
function RowMarks({ model, entry }: Props) {
  const { t, format } = useTranslation()
  const { server, sealed, passphrase, recipient, imported, batch, file } = entry
  const account = entry.account === null ? undefined : model.accountNames.value.get(entry.account)
  return (
    <span class="marks">
      {batch && <span>{t('composer.room', [format.number(batch.number), format.number(batch.of)])}</span>}
      <RowTime model={model} entry={entry} />
      <span>{serverName(t, server)}</span>
      {account !== undefined && <span>{account}</span>}
      {recipient !== undefined && <span>{t('history.for', [recipient])}</span>}
      {file !== undefined && <span>{t('file.plain', [format.kilobytes(file)])}</span>}
      <span>{sealed ? t('composer.sealed') : t('composer.standard')}</span>
      {passphrase && <span>{t('composer.passphrase')}</span>}
      {imported && <span>{t('history.imported')}</span>}
    </span>
  )
}

function RowTime({ model, entry }: Props) {
  const { t, format } = useTranslation()
  const now = model.now.value
  const words = format.relative(momentOf(entry), now)
  if (entry.state !== 'waiting') return <span class="when">{words}</span>
  return <span class="when">{entry.expires > now ? t('history.expires', [words]) : t('history.timeUp')}</span>
}

const lines: Record<EndState, string> = {
  read: 'M11.500 18.500l4.500 4.500 8.500-9.500',
  burned:
    'M18.500 9.500c.5 3.500 5 5.500 5 10.500a5.500 5.500 0 0 1-11 0c0-2.500 1.200-4 2.400-5.200.2 1.600.8 2.600 1.900 3.100.1-3.100.2-6 1.700-8.400Z',
  expired: 'M13 10.500h10M13 25.500h10M14 10.500c0 4.500 8 6.500 8 12v3M22 10.500c0 4.500-8 6.500-8 12v3',
  gone: 'M15 15.300a3 3 0 1 1 4.600 2.500c-1.100.7-1.600 1.300-1.600 2.500M18 24v.01',
}
const seal =
  'M18 13.500a3.200 3.200 0 0 0-1.600 6l-.9 4a.7.7 0 0 0 .7.8h3.600a.7.7 0 0 0 .7-.8l-.9-4a3.200 3.200 0 0 0-1.600-6Z'

/** An icon for the state. While waiting, a seal: filled if sealed, otherwise outlined. */
function StateSign({ state, sealed }: { state: EntryState; sealed: boolean }) {
  if (state !== 'waiting') return <path class="sign" d={lines[state]} />
  return (
    <>
      {sealed && <circle class="wax" cx="18" cy="18" r="11.500" />}
      <path class={sealed ? 'keyhole' : 'sign'} d={seal} />
    </>
  )
}

type RingProps = {
  /** Fraction of the whole, from 0 to 1. */
  part: number
  children: ComponentChildren
}

/**
 * A ring around an icon, emptying over time. Hidden from screen readers: the text beside it says the same.
 */
function Ring({ part, children }: RingProps) {
  return (
    <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
      <circle class="track" cx="18" cy="18" r="16" />
      {part > 0 && (
        <circle
          class="left"
          cx="18"
          cy="18"
          r="16"
          pathLength={100}
          stroke-dasharray={`${Math.max(1, part * 100)} 100`}
        />
      )}
      {children}
    </svg>
  )
}

/** Arrow keys, Home and End move between rows, without scrolling the page. */
function rowTo(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const rows = [...(event.currentTarget.closest('.days')?.querySelectorAll<HTMLElement>('.entry') ?? [])]
  const here = rows.indexOf(event.currentTarget)
  const places: Record<string, number> = {
    ArrowDown: Math.min(here + 1, rows.length - 1),
    ArrowUp: Math.max(here - 1, 0),
    Home: 0,
    End: rows.length - 1,
  }
  const place = places[event.key]
  if (place === undefined) return
  event.preventDefault()
  rows[place]?.focus()
}
