import { keyPart, linkOpener, withoutKey } from '../../lib/domain/link'
import type { SharedSecret } from '../../lib/domain/share-outcome'
import type { Format } from '../format'
import type { Translate } from '../translation'

/** The values for a message. `note`: a line by the sender, may be empty. */
export type MessagePlaces = { link: string; expiry: string; server: string; note: string }

/** For a template whose placeholders should stay for now. */
const keptPlaces: MessagePlaces = {
  link: '{link}',
  expiry: '{expiry}',
  server: '{server}',
  note: '{note}',
}

export type MessageOptions = {
  /** The sender's own template, in place of ours. */
  own: string | undefined
  /** The opener page for what does not come as one link; `undefined` if there is none on the web. */
  opener: string | undefined
  /** Whether the link goes without its key. */
  keyApart: boolean
}

/**
 * The message to the recipient, who may not know us: what came and until when, what to press, what else they need.
 * The server is given by its host, since they don't know our names for servers.
 */
export function recipientMessage(
  shared: SharedSecret,
  { t, format }: { t: Translate; format: Format },
  { own, opener, keyApart }: MessageOptions,
): { template: string; places: Omit<MessagePlaces, 'note'> } {
  const { link, server, sealed, passphrase, expires, mailedTo } = shared
  const places = { link, expiry: format.moment(expires), server: new URL(server).host }
  const bothParts = () => [
    t('message.open.parts'),
    opener === undefined ? t('message.without') : t('message.withoutAt', [opener]),
  ]
  const filled = (lines: string[], part = link) => ({
    template: [...lines, ...(passphrase ? [t('message.passphrase')] : [])].join('\n'),
    places: { ...places, link: part },
  })
  // The server mails the link itself, so this message says so and adds what the mail lacks.
  if (mailedTo && sealed) return filled([t('message.mailedKey', keptPlaces), ...bothParts()], keyPart(link))
  if (mailedTo) return filled([t('message.mailed', keptPlaces), t('message.open.standard')])
  const start = own ?? t('message.start', keptPlaces)
  if (keyApart)
    return filled([start, t('message.keyApart'), ...(own === undefined ? bothParts() : [])], withoutKey(link))
  if (own !== undefined) return filled([start])
  if (!sealed) return filled([start, t('message.open.standard')])
  const through = linkOpener(link)
  return filled([start, t(`message.open.${through}`), ...(through === 'none' ? [t('message.without')] : [])])
}

/**
 * Fills a template's placeholders, `{link}` and the like. A line with only empty placeholders is dropped, and
 * inserted values are never treated as placeholders.
 */
export function fillMessage(template: string, places: MessagePlaces): string {
  return template
    .split('\n')
    .flatMap(line => {
      const filled = line.replaceAll(/\{(link|expiry|server|note)\}/g, (place, name) =>
        isPlace(name) ? places[name] : place,
      )
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled]
    })
    .join('\n')
    .trim()
}

const isPlace = (name: string): name is keyof MessagePlaces =>
  ['link', 'expiry', 'server', 'note'].includes(name)
