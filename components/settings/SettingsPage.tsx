import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { apologyFor } from '../fault-messages'
import { useTranslation } from '../translation'
import { Notice } from '../ui/Notice'

/** How a section is folded. */
type Fold = {
  /** Its present state in a few words, beside its title: `30 days`. */
  state?: () => string
  /** Whether there is a fault in it, or something typed that isn't saved: it then stays open. */
  held?: () => boolean
}

/** A section of the page; its view has its own model. Without `fold`, it always stands open. */
export type SettingsSection = { id: string; title: string; view: ComponentChild; fold?: Fold }

type Props = {
  /** Notices about the page as a whole. */
  before: ComponentChild
  sections: readonly SettingsSection[]
  /** Whether the last change couldn't be stored. */
  failed: ReadonlySignal<boolean>
}

/** All settings: what most people need stands open, the rest is folded below it; with navigation. */
export function SettingsPage({ before, sections, failed }: Props) {
  const { t } = useTranslation()
  const current = useCurrent(useMemo(() => sections.map(({ id }) => id), [sections]))
  return (
    <main class="settings">
      <h1>{t('options.title')}</h1>
      <nav aria-label={t('options.title')}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === current ? 'true' : undefined} onClick={lead}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="parts">
        {before}
        <div class="open">
          {sections
            .filter(({ fold }) => !fold)
            .map(({ id, title, view }) => (
              <section key={id} id={id} aria-labelledby={`${id}-title`}>
                <h2 id={`${id}-title`} tabIndex={-1}>
                  {title}
                </h2>
                {view}
              </section>
            ))}
        </div>
        <div class="folds">
          {sections.map(({ fold, ...section }) => fold && <Folded key={section.id} {...section} {...fold} />)}
        </div>
      </div>
      <NotKept failed={failed} />
    </main>
  )
}

function Folded({ id, title, view, state, held }: Omit<SettingsSection, 'fold'> & Fold) {
  const details = useRef<HTMLDetailsElement>(null)
  const stays = held?.() ?? false
  useLayoutEffect(() => {
    if (stays && details.current) details.current.open = true
  }, [stays])
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <details ref={details} class={stays ? 'fold stays' : 'fold'}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: browsers make a summary a button; here it is kept from folding */}
        <summary onClick={event => stays && event.preventDefault()}>
          <h2 id={`${id}-title`}>{title}</h2>
          {state && (
            <span>
              <bdi>{state()}</bdi>
            </span>
          )}
        </summary>
        <div class="inside">{view}</div>
      </details>
    </section>
  )
}

/** Visible wherever on the page a change was made. */
function NotKept({ failed }: { failed: ReadonlySignal<boolean> }) {
  const words = useTranslation()
  if (!failed.value) return null
  return (
    <div class="not-kept">
      <Notice kind="failure">
        <p>{apologyFor(words, { code: 'notKept' })}</p>
      </Notice>
    </div>
  )
}

/** Follows a link of the navigation as `hashchange` does, also where the address has its hash already. */
function lead(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.pushState(null, '', event.currentTarget.hash)
  dispatchEvent(new Event('hashchange'))
}

/** Opens the section that the address names, and moves there; the keyboard, too. */
function show(): void {
  const part = document.getElementById(location.hash.slice(1))
  const details = part?.querySelector<HTMLDetailsElement>(':scope > details')
  if (details) details.open = true
  part?.scrollIntoView()
  part?.querySelector<HTMLElement>('summary, h2')?.focus({ preventScroll: true })
}

/** The current section: the one that has the focus while it is fully in view, otherwise the one being read. */
function useCurrent(ids: readonly string[]): string | undefined {
  const current = useSignal(ids[0])
  useLayoutEffect(show, [])
  useEffect(() => {
    const boxes = () =>
      ids.flatMap(id => {
        const part = document.getElementById(id)
        return part ? [{ id, focused: part.contains(document.activeElement), ...sides(part) }] : []
      })
    const look = () => {
      const parts = boxes()
      const asked = parts.find(({ focused }) => focused)
      const begun = parts.filter(({ top }) => top <= innerHeight / 3)
      // Of those side by side, the first.
      const read = begun.find(({ top }) => top === Math.max(...begun.map(({ top }) => top)))
      current.value = asked && isWhole(asked) ? asked.id : (read?.id ?? ids[0])
    }
    look()
    const moves = ['scroll', 'resize', 'focusin']
    addEventListener('hashchange', show)
    for (const move of moves) addEventListener(move, look, { passive: true })
    return () => {
      removeEventListener('hashchange', show)
      for (const move of moves) removeEventListener(move, look)
    }
  }, [ids, current])
  return current.value
}

const sides = (part: HTMLElement) => {
  const { top, bottom } = part.getBoundingClientRect()
  return { top, bottom }
}

const isWhole = ({ top, bottom }: { top: number; bottom: number }): boolean =>
  top >= 0 && bottom <= innerHeight
