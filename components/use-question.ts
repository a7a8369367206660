import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** Focuses a question when it appears, and scrolls it into view. `again`: runs again when this changes. */
export function useQuestion(again?: unknown) {
  const question = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => {
    const find = (what: string) => question.current?.querySelector<HTMLElement>(what)
    const first = find('input') ?? find('[tabindex="-1"]')
    first?.focus({ preventScroll: true })
    question.current?.scrollIntoView({ block: 'nearest' })
  }, [again])
  return question
}

/** When a question closes, moves focus to the element after it. */
export function useAfter<T extends HTMLElement>(asking: boolean) {
  const after = useRef<T>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current && !asking) after.current?.focus()
    asked.current = asking
  }, [asking])
  return after
}
