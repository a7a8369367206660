import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { useTranslation } from '../translation'
import { Notice } from '../ui/Notice'

/** One part of the page; its view knows its own model. */
export type SettingsSection = { id: string; title: string; view: ComponentChild }

type Props = {
  /** What is to be known of the whole page. */
  before: ComponentChild
  sections: readonly SettingsSection[]
  /** Whether the last change could not be kept. */
  failed: ReadonlySignal<boolean>
}

/** Everything that can be set, one part below the other, and a way to each. */
export function SettingsPage({ before, sections, failed }: Props) {
  const { t } = useTranslation()
  const current = useCurrent(useMemo(() => sections.map(({ id }) => id), [sections]))
  return (
    <main class="settings">
      <h1>{t('options.title')}</h1>
      <nav aria-label={t('options.parts')}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === current ? 'true' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="parts">
        {before}
        {sections.map(({ id, title, view }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            {view}
          </section>
        ))}
      </div>
      <NotKept failed={failed} />
    </main>
  )
}

/** In sight wherever on the page something was to be changed. */
function NotKept({ failed }: { failed: ReadonlySignal<boolean> }) {
  const { t } = useTranslation()
  if (!failed.value) return null
  return (
    <div class="not-kept">
      <Notice kind="failure">
        <p>{t('options.notKept')}</p>
      </Notice>
    </div>
  )
}

/** Which part is being looked at: the one that was asked for, while it is there in whole, or the one that is being read. */
function useCurrent(ids: readonly string[]): string | undefined {
  const current = useSignal(ids[0])
  useEffect(() => {
    const boxes = () =>
      ids.flatMap(id => {
        const part = document.getElementById(id)
        return part ? [{ id, ...sides(part) }] : []
      })
    const look = () => {
      const parts = boxes()
      const asked = parts.find(({ id }) => location.hash === `#${id}`)
      const begun = parts.filter(({ top }) => top <= innerHeight / 3)
      current.value = asked && isWhole(asked) ? asked.id : (begun.at(-1)?.id ?? ids[0])
    }
    look()
    const moves = ['scroll', 'resize', 'hashchange']
    for (const move of moves) addEventListener(move, look, { passive: true })
    return () => {
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
