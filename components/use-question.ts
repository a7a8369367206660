import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/** A question that appears takes the keyboard's place, and is seen whole. `again`: what makes it another question. */
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

/** Where a question stood, the keyboard's place stays: on what comes after it. */
export function useAfter<T extends HTMLElement>(asking: boolean) {
  const after = useRef<T>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current && !asking) after.current?.focus()
    asked.current = asking
  }, [asking])
  return after
}
