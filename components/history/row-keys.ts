/** Arrows, Home and End go from row to row, as in any list; the page does not scroll under them. */
export function rowTo(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const rows = [...(event.currentTarget.closest('.days')?.querySelectorAll<HTMLElement>('.entry') ?? [])]
  const here = rows.indexOf(event.currentTarget)
  const places: Record<string, number> = {
    ArrowDown: Math.min(here + 1, rows.length - 1),
    ArrowUp: Math.max(here - 1, 0),
    Home: 0,
    End: rows.length - 1,
  }
  const place = places[event.key]
  if (place === undefined) return
  event.preventDefault()
  rows[place]?.focus()
}
