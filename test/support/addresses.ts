import { keyPart } from '../../lib/domain/link'

/** Puts a link's key where a row of `addresses.json` has its place: `LINKKEY` and `CHECK`, or a piece of it at `LINK`. */
export function keyIn(link: string): (row: string) => string {
  const [, key = '', check = ''] = keyPart(link).split('.')
  return row => row.replace('LINKKEY', key).replace('LINK', key.slice(0, 9)).replace('CHECK', check)
}
