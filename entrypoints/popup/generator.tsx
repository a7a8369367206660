import { i18n } from '#i18n'
import { GeneratorPanel } from '../../components/composer/GeneratorPanel'
import { GeneratorModel } from '../../components/composer/generator'
import type { ComposerModel } from '../../components/composer/model'
import '../../components/composer/generator.css'
import { random, wordlistIn } from './wordlist'

/** The password generator. Loaded lazily, on first use. */
export function openGenerator(composer: ComposerModel) {
  const model = new GeneratorModel(
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
