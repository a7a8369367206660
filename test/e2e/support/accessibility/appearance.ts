import type { Elements } from './elements'

/** How a document looks: contrasts that axe does not measure, what shows a state, what a narrow window cuts. */
export function appearanceOf({
  isHeld,
  native,
  fields,
  scope,
  isVisible,
  all,
  textOf,
  called,
  colour,
  over,
  behind,
  contrast,
}: Elements) {
  const enough = 3

  /** Borders of fields, and icons that say alone what a control is. */
  function edges(): string[] {
    const faults: string[] = []
    for (const field of all(fields)) {
      const style = getComputedStyle(field)
      // A choice without an edge is told by its arrow, which has the colour of its words.
      const byArrow = field.matches('select') && colour(style.borderTopColor)[3] === 0
      if (field.matches(':disabled') || byArrow) continue
      const outside = behind(field.parentElement)
      const ratio = Math.max(
        contrast(outside, over(colour(style.borderTopColor), outside)),
        contrast(outside, behind(field)),
      )
      if (ratio < enough) faults.push(`1.4.11 edge of ${ratio.toFixed(2)} : 1: ${called(field)}`)
    }
    // Those that stand alone are hidden from screen readers, who hear the control's name.
    for (const icon of scope().querySelectorAll('svg')) {
      if (!isVisible(icon) || icon.closest('[inert]')) continue
      const control = icon.closest(native)
      const alone =
        control &&
        [...control.querySelectorAll('*'), control].every(
          part =>
            part.closest('svg, .unseen') ||
            [...part.childNodes].every(({ nodeType }) => nodeType !== Node.TEXT_NODE),
        )
      if (!alone) continue
      for (const part of icon.querySelectorAll('path, circle, rect')) {
        const { stroke, fill } = getComputedStyle(part)
        const drawn = stroke === 'none' ? fill : stroke
        const ratio = contrast(behind(control), colour(drawn))
        if (ratio < enough) faults.push(`1.4.11 icon of ${ratio.toFixed(2)} : 1: ${called(control)}`)
      }
    }
    return faults
  }

  /** What is chosen among others differs by its form, or by a light that nobody needs colours for. */
  function chosen(): string[] {
    const shown = (control: Element) =>
      control.matches('.segment input') ? (control.nextElementSibling ?? control) : control
    const pairs: [on: string, off: string][] = [
      ['[role=tab][aria-selected=true]', '[role=tab][aria-selected=false]'],
      ['.segment input:checked', '.segment input:not(:checked)'],
      ['[aria-pressed=true]', '[aria-pressed=false]'],
      ['nav [aria-current]', 'nav a:not([aria-current])'],
    ]
    return pairs.flatMap(([ons, offs]) =>
      [...scope().querySelectorAll(ons)]
        .filter(on => isVisible(shown(on)))
        .flatMap(on => {
          const group = on.closest('[role=tablist], fieldset, nav') ?? on.parentElement
          const off = [...(group?.querySelectorAll(offs) ?? [])].find(other => isVisible(shown(other)))
          if (!off) return []
          const [one, other] = [getComputedStyle(shown(on)), getComputedStyle(shown(off))]
          const form = ['fontWeight', 'textDecorationLine', 'borderTopStyle'] as const
          if (form.some(name => one[name] !== other[name])) return []
          // An edge of its own is seen against what is within it, or around it.
          const edge = ['borderBottom', 'borderTop', 'outline'] as const
          const drawn = edge.filter(
            side =>
              one[`${side}Style`] !== 'none' &&
              Number.parseFloat(one[`${side}Width`]) > 0 &&
              (one[`${side}Style`] !== other[`${side}Style`] ||
                one[`${side}Color`] !== other[`${side}Color`]),
          )
          const grounds = [behind(shown(on)), behind(shown(on).parentElement)]
          const ratios = [
            contrast(behind(shown(on)), behind(shown(off))),
            ...drawn.flatMap(side => grounds.map(ground => contrast(ground, colour(one[`${side}Color`])))),
          ]
          const most = Math.max(...ratios)
          return most >= enough
            ? []
            : [`1.4.1, 1.4.11 chosen shown by ${most.toFixed(2)} : 1 alone: ${called(shown(on))}`]
        }),
    )
  }

  /** Every state has its word. */
  function states(): string[] {
    return [
      ...all('.secret').filter(
        row => !/\S/.test(textOf(row.querySelector('.state') ?? document.createElement('i'))),
      ),
      ...all('.notice, .ask').filter(notice => !/\S/.test(textOf(notice))),
    ].map(element => `1.4.1 a state without a word: ${called(element)}`)
  }

  /** What was cut off, lies over something else, or sticks out at the side. */
  function layout(): string[] {
    const faults: string[] = []
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) faults.push(`1.4.10 scrolls sideways by ${scrollWidth - clientWidth} px`)
    // A long label is whole once its row is open; what a closed part is about, once that is.
    const skipped = `.unseen, .entry[aria-expanded=false] .name, details:not([open]) > summary > span, ${fields}, [hidden], svg, option, meter`
    const elements = [...scope().querySelectorAll<HTMLElement>('*')].filter(
      element => isVisible(element) && !element.closest(`${skipped}, [aria-hidden=true], [inert]`),
    )
    for (const element of elements) {
      const { overflowX, overflowY } = getComputedStyle(element)
      const cutX = /hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1
      const cutY = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1
      if (cutX || cutY) faults.push(`1.4.12 cut off: ${called(element)}`)
    }
    type Box = { owner: Element; left: number; right: number; top: number; bottom: number }
    const boxes: Box[] = []
    const add = (owner: Element, rects: Iterable<DOMRect>) => {
      for (const { left, right, top, bottom } of rects) boxes.push({ owner, left, right, top, bottom })
    }
    for (const element of elements) {
      // What stays in view while the rest scrolls lies over it, as it should.
      if (isHeld(element)) continue
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !/\S/.test(node.textContent ?? '')) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const rects = [...range.getClientRects()]
        add(element, rects)
        if (rects.some(({ left, right }) => left < -1 || right > clientWidth + 1))
          faults.push(`1.4.10 sticks out: ${called(element)}`)
      }
    }
    for (const field of all(fields)) if (!isHeld(field)) add(field, [field.getBoundingClientRect()])
    // Lines of text are higher than their letters.
    const slack = 5
    boxes.sort((one, other) => one.top - other.top)
    const clashes = new Set<string>()
    for (const [at, one] of boxes.entries())
      for (const other of boxes.slice(at + 1)) {
        if (other.top > one.bottom) break
        if (one.owner.contains(other.owner) || other.owner.contains(one.owner)) continue
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const high = Math.min(one.bottom, other.bottom) - other.top
        if (wide > slack && high > slack)
          clashes.add(`1.4.12 overlap: ${called(one.owner)} and ${called(other.owner)}`)
      }
    return [...faults, ...clashes]
  }

  return { colours: () => [...edges(), ...chosen(), ...states()], layout }
}
