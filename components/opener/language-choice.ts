/** The first of a browser's languages that is there, also in another country's form (`pt-PT` → `pt-BR`), else English. */
export function languageFor(wanted: readonly string[], all: readonly string[]): string {
  for (const tag of wanted) {
    const exact = all.find(one => one.toLowerCase() === tag.toLowerCase())
    const found = exact ?? all.find(one => baseOf(one) === baseOf(tag))
    if (found !== undefined) return found
  }
  return 'en'
}

const baseOf = (tag: string) => tag.toLowerCase().split('-', 1)[0]

/** A language's own name, with a capital letter, as it stands on its own. */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
  return name.slice(0, 1).toLocaleUpperCase(tag) + name.slice(1)
}
