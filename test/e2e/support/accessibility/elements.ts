/**
 * What all measurements in a document begin with: its controls, where they are, and what lies behind them. Sent to the page
 * as source, as the others here, so it refers to nothing outside.
 */
export function elementsIn(place: Document | ShadowRoot = document) {
  const native = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  const fields =
    'input:not([type=hidden], [type=radio], [type=checkbox], [type=range], [type=file]), select, textarea'
  const minimum = 24

  /** What can be used now: a modal dialog makes the rest of its page inert. */
  const scope = (): Element | ShadowRoot =>
    place.querySelector('dialog:modal') ?? ('body' in place ? place.body : place)
  const isVisible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0
  const isOffered = (element: Element) =>
    isVisible(element) && !element.closest('[inert], [aria-hidden=true]')
  /** Whether it stays in view while the page scrolls. */
  const isHeld = (element: Element | null): boolean =>
    element !== null &&
    (/sticky|fixed/.test(getComputedStyle(element).position) || isHeld(element.parentElement))
  const all = (selector: string) => [...scope().querySelectorAll<HTMLElement>(selector)].filter(isOffered)
  const controls = () =>
    all(`${native}, [tabindex]:not([tabindex^="-"])`).filter(control => !control.matches(':disabled'))

  const textOf = (element: Element) => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  function called(element: Element): string {
    const id = element.id ? `#${element.id}` : ''
    const names = typeof element.className === 'string' ? element.className.split(' ').filter(Boolean) : []
    return `<${element.localName}${id}${names.map(name => `.${name}`).join('')}> ${textOf(element).slice(0, 40)}`.trim()
  }

  /** The part of the page that takes the press: a label's is its control's. */
  function boxOf(control: Element): DOMRect {
    const label = control.closest('label')
    const own = control.getBoundingClientRect()
    if (!label) return own
    const { left, top, right, bottom } = label.getBoundingClientRect()
    const [x, y] = [Math.min(left, own.left), Math.min(top, own.top)]
    return new DOMRect(x, y, Math.max(right, own.right) - x, Math.max(bottom, own.bottom) - y)
  }

  type Colour = [red: number, green: number, blue: number, alpha: number]
  function colour(words: string): Colour {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (words.match(/[\d.]+(?:e-?\d+)?/g) ?? []).map(Number)
    const scale = words.startsWith('color(') ? 255 : 1
    return [red * scale, green * scale, blue * scale, alpha]
  }
  const over = (top: Colour, under: Colour): Colour => {
    const mixed = ([0, 1, 2] as const).map(at => top[at] * top[3] + under[at] * (1 - top[3]))
    return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1]
  }
  function behind(element: Element | null | undefined): Colour {
    if (!element)
      return colour(matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18 18 18)' : 'rgb(255 255 255)')
    const own = colour(getComputedStyle(element).backgroundColor)
    const root = element.getRootNode()
    const outer = element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined)
    return own[3] === 1 ? own : over(own, behind(outer))
  }
  function light([red, green, blue]: Colour): number {
    const linear = (value: number) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
  function contrast(one: Colour, other: Colour): number {
    const [low = 0, high = 0] = [light(one), light(over(other, one))].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  return {
    place,
    native,
    fields,
    minimum,
    scope,
    isVisible,
    isHeld,
    all,
    controls,
    textOf,
    called,
    boxOf,
    colour,
    over,
    behind,
    contrast,
  }
}

export type Elements = ReturnType<typeof elementsIn>
