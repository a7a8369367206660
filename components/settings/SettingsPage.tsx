import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { apologyFor } from '../fault-messages'
import { useTranslation } from '../translation'
import { Notice } from '../ui/Notice'

/** A section of the page; its view has its own model. */
export type SettingsSection = { id: string; title: string; view: ComponentChild }

type Props = {
  /** Notices about the page as a whole. */
  before: ComponentChild
  sections: readonly SettingsSection[]
  /** Whether the last change couldn't be stored. */
  failed: ReadonlySignal<boolean>
}

/** All settings, one section below the other, with navigation. */
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

/** The current section: the one navigated to while it is fully in view, otherwise the one being read. */
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
