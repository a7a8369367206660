import { translateIn } from './words'

// What `#i18n` is in unit tests: the English sentences.
const english = globalThis as { english?: ReturnType<typeof translateIn> }
english.english ??= translateIn('en')
export const i18n = { t: await english.english }
