import { i18n } from '#i18n'
import { GeneratorPanel } from '../../components/composer/GeneratorPanel'
import { Generator } from '../../components/composer/generator'
import type { Composer } from '../../components/composer/model'
import '../../components/composer/generator.css'
import { random, wordlistIn } from './wordlist'

/** The generator, in a file of its own: nothing of it is loaded before somebody wants a secret made up. */
export function openGenerator(composer: Composer) {
  const model = new Generator(
    {
      random,
      sealedOnly: composer.draft.policy.peek().sealedRequired ?? false,
      wordlist: () => wordlistIn(i18n.t('language')),
      remember: composer.rememberRecipe,
      use: composer.take,
      make: composer.generate,
      close: composer.closeGenerator,
    },
    composer.settings.peek().generator,
  )
  return <GeneratorPanel model={model} />
}
