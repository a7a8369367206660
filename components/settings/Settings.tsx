import type { ReadonlySignal } from '@preact/signals'
import type { ComponentChild } from 'preact'
import { useMemo } from 'preact/hooks'
import { useWords } from '../words'
import { NotKept } from './NotKept'
import { useCurrent } from './use-current'

/** One part of the page; its view knows its own model. */
export type Section = { id: string; title: string; view: ComponentChild }

type Props = {
  /** What is to be known of the whole page. */
  before: ComponentChild
  sections: readonly Section[]
  /** Whether the last change could not be kept. */
  failed: ReadonlySignal<boolean>
}

/** Everything that can be set, one part below the other, and a way to each. */
export function Settings({ before, sections, failed }: Props) {
  const { t } = useWords()
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
