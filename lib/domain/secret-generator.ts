import type { CharacterClass, GeneratorOptions } from './generator-options'
import { type RandomSource, randomItem } from './random'

/** Symbols that are on every keyboard and cause the least trouble in shells, quotes and table columns. */
const characters: Readonly<Record<CharacterClass, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  symbols: '!#$%&()*+,-./:;=?@[]^_{}~',
}
const alike = /[lIoO01]/g

/** The characters of each class that a password may contain. */
const alphabets = ({ classes, lookAlikes }: GeneratorOptions): string[] =>
  [...new Set(classes)].map(name => (lookAlikes ? characters[name] : characters[name].replace(alike, '')))

/**
 * A new secret, drawn uniformly from all that the generator options allow.
 * @param list the 2048 words to choose from, for words only
 */
export function generateSecret(
  recipe: GeneratorOptions,
  random: RandomSource,
  list: readonly string[],
): string {
  if (recipe.kind === 'words') return wordsOf(list, random, recipe.count, recipe.separator)
  if (recipe.kind === 'pin') return draw(characters.digits, recipe.digits, random)
  return password(recipe, random)
}

/** Redrawn as a whole until every class occurs: patching a password would make some likelier than others. */
function password(recipe: GeneratorOptions, random: RandomSource): string {
  const every = alphabets(recipe)
  const all = every.join('')
  for (;;) {
    const drawn = draw(all, recipe.length, random)
    if (every.every(alphabet => [...drawn].some(character => alphabet.includes(character)))) return drawn
  }
}

const draw = (from: string, length: number, random: RandomSource): string =>
  Array.from({ length }, () => randomItem(from, random)).join('')

/** Words from a list of 2048: 11 bits each. */
export function wordsOf(
  list: readonly string[],
  random: RandomSource,
  count: number,
  separator: string,
): string {
  if (list.length !== 2048) throw new RangeError('the list must hold 2048 words')
  return Array.from({ length: count }, () => randomItem(list, random)).join(separator)
}

/**
 * The entropy in bits of a secret generated with these options: the binary logarithm of the number of
 * possible ones.
 */
export function entropyOf(recipe: GeneratorOptions): number {
  if (recipe.kind === 'words') return recipe.count * Math.log2(2048)
  if (recipe.kind === 'pin') return recipe.digits * Math.log2(10)
  const sizes = alphabets(recipe).map(({ length }) => length)
  const all = sum(sizes)
  return recipe.length * Math.log2(all) + Math.log2(shareOfComplete(sizes, all, recipe.length))
}

/**
 * The fraction of all passwords that contain every class, by inclusion–exclusion over those that lack some.
 */
function shareOfComplete(sizes: number[], all: number, length: number): number {
  return sum(subsets(sizes).map(lacking => (-1) ** lacking.length * (1 - sum(lacking) / all) ** length))
}

function subsets([first, ...rest]: number[]): number[][] {
  if (first === undefined) return [[]]
  return subsets(rest).flatMap(subset => [subset, [first, ...subset]])
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
