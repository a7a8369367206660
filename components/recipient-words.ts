import { readLocaleMessages } from '../lib/adapters/locale-messages'
import type { Language } from '../lib/domain/language'
import type { Translate } from './translation'

/**
 * The words that go to a recipient. `missing`: their language could not be read, so these are the sender's:
 * a secret is shared all the same, and the sender is told.
 * @param own the sender's
 */
export async function recipientWords(
  own: Translate,
  language: Language | undefined,
  read: (path: string) => Promise<unknown>,
): Promise<{ t: Translate; missing: boolean }> {
  if (language === undefined || language === own('language')) return { t: own, missing: false }
  try {
    return { t: await readLocaleMessages(read, language), missing: false }
  } catch {
    return { t: own, missing: true }
  }
}
