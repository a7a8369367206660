import type { ComponentChild } from 'preact'
import { useWords } from '../words'

/** One part of the page; its view knows its own model. */
export type Section = { id: string; title: string; view: ComponentChild }

/** Everything that can be set, one part below the other, and a way to each. */
export function Settings({ sections }: { sections: readonly Section[] }) {
  const { t } = useWords()
  return (
    <main class="settings">
      <h1>{t('options.title')}</h1>
      <nav aria-label={t('options.parts')}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title, view }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{title}</h2>
          {view}
        </section>
      ))}
    </main>
  )
}
