import { useWords } from '../words'

export type Choice = {
  /** Code → the language's name in itself. */
  all: Record<string, string>
  onChoose: (language: string) => void
  /** The address of the seal's picture. */
  icon: string
}

/** The name of the product, and the languages it speaks. */
export function Languages({ all, onChoose, icon }: Choice) {
  const { t } = useWords()
  const chosen = t('language')
  return (
    <header>
      <span class="name">
        <img src={icon} alt="" width={34} height={34} />
        {t('app.name')}
      </span>
      <nav aria-label={t('opener.languages')}>
        {Object.entries(all).map(([language, name]) => (
          <button
            key={language}
            type="button"
            class="button quiet"
            lang={language}
            aria-pressed={language === chosen}
            onClick={() => onChoose(language)}
          >
            {name}
          </button>
        ))}
      </nav>
    </header>
  )
}
