import { makeLink } from '../../../lib/domain/link'
import { readLink } from '../../../lib/domain/read-link'
import { keyIn } from '../../support/addresses'
import addresses from '../../vectors/addresses.json' with { type: 'json' }
import type { Sent } from './recipient'

type Row = (typeof addresses.vectors)[number]

/** The forms in which a sealed link is met in a tab; and those that only look like one. */
export const taken = addresses.vectors.filter(({ outcome }) => outcome === 'taken')
export const left = addresses.vectors.filter(({ outcome }) => outcome === 'left')

/** A row's address for this secret, and what the extension must make of it. */
export async function filled(row: Row, sent: Sent): Promise<{ address: string; found: { given: string } }> {
  const { link } = await readLink(sent.link)
  const whole = await makeLink({ ...link, passphrase: row.flag ?? false })
  const fill = keyIn(whole)
  const given = row.cut ? sent.plain + fill(row.cut) : whole + (row.after ?? '')
  return {
    address: link.origin + fill(row.address.replace('KEY', link.secretKey)),
    found: { given, ...(row.seen ? { seen: true } : {}) },
  }
}
