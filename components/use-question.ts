import { useLayoutEffect, useRef } from 'preact/hooks'

/** A question that appears takes the keyboard's place, and is seen whole. `again`: what makes it another question. */
export function useQuestion(again?: unknown) {
  const question = useRef<HTMLFieldSetElement>(null)
  useLayoutEffect(() => {
    const first = question.current?.querySelector<HTMLElement>('input, [tabindex="-1"]')
    first?.focus({ preventScroll: true })
    question.current?.scrollIntoView({ block: 'nearest' })
  }, [again])
  return question
}
