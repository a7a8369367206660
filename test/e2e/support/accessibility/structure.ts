import type { Elements } from './elements'

/** What a document says to those who don't see it, and how large its targets are. One line a fault, with the number of WCAG 2.2. */
export function structureOf({
  place,
  fields,
  minimum,
  scope,
  isVisible,
  all,
  controls,
  textOf,
  called,
  boxOf,
}: Elements) {
  function targets(): string[] {
    // In a sentence, a link is as high as its line.
    const inSentence = (control: Element) =>
      getComputedStyle(control).display === 'inline' &&
      [...(control.parentElement?.childNodes ?? [])].some(
        node => node.nodeType === Node.TEXT_NODE && /\S/.test(node.textContent ?? ''),
      )
    const boxes = controls().map(control => ({ control, box: boxOf(control) }))
    // A pixel is divided by zoom and by odd line heights.
    const isSmall = ({ box }: { box: DOMRect }) => Math.min(box.width, box.height) < minimum - 0.05
    const centre = ({ left, top, width, height }: DOMRect) => [left + width / 2, top + height / 2] as const
    const near = (box: DOMRect, other: { box: DOMRect }) => {
      const [x, y] = centre(box)
      const { left, top, right, bottom } = other.box
      const [otherX, otherY] = isSmall(other)
        ? centre(other.box)
        : [Math.max(left, Math.min(x, right)), Math.max(top, Math.min(y, bottom))]
      return Math.hypot(x - otherX, y - otherY) < (isSmall(other) ? minimum : minimum / 2)
    }
    return boxes
      .filter(target => isSmall(target) && !inSentence(target.control))
      .filter(({ control, box }) =>
        boxes.some(
          other =>
            other.control.closest('label') !== (control.closest('label') ?? false) &&
            other.control !== control &&
            near(box, other),
        ),
      )
      .map(
        ({ control, box }) =>
          `2.5.8 target of ${box.width.toFixed(1)} × ${box.height.toFixed(1)} px beside others: ${called(control)}`,
      )
  }

  function structure(language: string): string[] {
    const faults: string[] = []
    if (!('body' in place)) return faults
    const { documentElement: html } = place
    if (new Intl.Locale(html.lang || 'und').language !== new Intl.Locale(language).language)
      faults.push(`3.1.1 the page's language is ${html.lang || 'not said'}, not ${language}`)
    if ((getComputedStyle(html).direction === 'rtl') !== (language === 'ar'))
      faults.push(`1.3.2 the page runs ${getComputedStyle(html).direction} in ${language}`)
    if (!/\S/.test(place.title)) faults.push('2.4.2 the page has no title')
    const dialog = place.querySelector('dialog:modal')
    const mains = [...place.querySelectorAll('main')].filter(isVisible)
    if (!dialog && mains.length !== 1) faults.push(`1.3.1 ${mains.length} main landmarks`)
    const headings = all('h1, h2, h3, h4, h5, h6')
    let before = 0
    for (const heading of headings) {
      const level = Number(heading.localName[1])
      if (level > before + 1) faults.push(`1.3.1 h${level} after h${before}: ${called(heading)}`)
      if (!/\S/.test(textOf(heading))) faults.push(`2.4.6 empty heading: ${called(heading)}`)
      before = level
    }
    const firsts = headings.filter(({ localName }) => localName === 'h1').length
    if (firsts !== 1) faults.push(`1.3.1 ${firsts} headings of the first level`)
    return faults
  }

  function forms(): string[] {
    const faults: string[] = []
    const about = (field: Element) =>
      ['aria-describedby', 'aria-errormessage']
        .flatMap(name => (field.getAttribute(name) ?? '').split(' '))
        .flatMap(id => (id && place.getElementById(id)) || [])
        .map(textOf)
        .join('')
    for (const field of all('[aria-invalid=true]'))
      if (!about(field)) faults.push(`3.3.1 what is wrong is not tied to its field: ${called(field)}`)
    for (const field of all(fields)) {
      const labels = [...((field as HTMLInputElement).labels ?? [])].filter(isVisible)
      const named = field.getAttribute('placeholder') ?? field.getAttribute('aria-labelledby')
      // A choice shows what it is about, such as the name of a language.
      const shows = field.matches('select[aria-label]')
      if (labels.length === 0 && !named && !shows)
        faults.push(`3.3.2 a field without a label: ${called(field)}`)
      const pasting = new ClipboardEvent('paste', { bubbles: true, cancelable: true })
      if (field.matches('[type=password]') && !field.dispatchEvent(pasting))
        faults.push(`3.3.8 pasting is refused: ${called(field)}`)
    }
    for (const control of controls()) {
      const label = control.getAttribute('aria-label')
      const words = control.matches(fields) ? '' : (control as HTMLElement).innerText.trim()
      if (label && words && !label.includes(words))
        faults.push(`2.5.3 name without its label: ${called(control)}`)
    }
    // What is dragged here can be chosen, too.
    for (const area of all('.drop-here'))
      if (!scope().querySelector('input[type=file]')) faults.push(`2.5.7 dragging alone: ${called(area)}`)
    return faults
  }

  /** Nothing comes or goes with the pointer alone: so nothing has to be dismissed, hovered or kept. */
  function hovering(): string[] {
    const rules = (list: CSSRuleList): CSSStyleRule[] =>
      [...list].flatMap(rule =>
        rule instanceof CSSStyleRule ? rule : 'cssRules' in rule ? rules(rule.cssRules as CSSRuleList) : [],
      )
    return [...place.styleSheets, ...place.adoptedStyleSheets]
      .flatMap(sheet => rules(sheet.cssRules))
      .filter(
        ({ selectorText, style }) =>
          /:hover/.test(selectorText) &&
          ['display', 'visibility', 'opacity', 'content', 'height', 'block-size'].some(name =>
            style.getPropertyValue(name),
          ),
      )
      .map(({ selectorText }) => `1.4.13 hovering shows or hides: ${selectorText}`)
  }

  return (language: string) => [...structure(language), ...forms(), ...hovering(), ...targets()]
}
