import { i18n } from '#i18n'
import { Generator as View } from '../../components/composer/Generator'
import { Generator, type World } from '../../components/composer/generating'
import type { Recipe } from '../../lib/rules/recipe'
import '../../components/composer/generator.css'
import { random, wordlistIn } from './wordlist'

/** The generator, in a file of its own: nothing of it is loaded before somebody wants a secret made up. */
export function openGenerator(world: Pick<World, 'use' | 'close'>, recipe: Recipe) {
  const wordlist = () => wordlistIn(i18n.t('language'))
  return <View model={new Generator({ ...world, random, wordlist }, recipe)} />
}
