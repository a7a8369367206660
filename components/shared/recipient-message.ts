/** The values for a message. `note`: a line by the sender, may be empty. */
export type MessagePlaces = { link: string; expiry: string; server: string; note: string }

/** For a template whose placeholders should stay for now. */
export const keptPlaces: MessagePlaces = {
  link: '{link}',
  expiry: '{expiry}',
  server: '{server}',
  note: '{note}',
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
