/** What a message says: `note` is a line of the sender's own, and may be empty. */
export type MessagePlaces = { link: string; expiry: string; server: string; note: string }

/** For a template that is to keep its places for now. */
export const keptPlaces: MessagePlaces = {
  link: '{link}',
  expiry: '{expiry}',
  server: '{server}',
  note: '{note}',
}

/**
 * Fills the places of a template, `{link}` and its like. A line that held nothing but empty places is left out,
 * and what is put in is never read as a place itself.
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
