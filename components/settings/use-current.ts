import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Which part is being looked at: the first that shows in the upper half of the window. */
export function useCurrent(ids: readonly string[]): string | undefined {
  const current = useSignal(ids[0])
  useEffect(() => {
    const shown = new Set<string>()
    const observer = new IntersectionObserver(
      changes => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) shown.add(target.id)
          else shown.delete(target.id)
        }
        current.value = ids.find(id => shown.has(id)) ?? current.peek()
      },
      { rootMargin: '-60px 0px -50% 0px' },
    )
    for (const id of ids) {
      const part = document.getElementById(id)
      if (part) observer.observe(part)
    }
    return () => observer.disconnect()
  }, [ids, current])
  return current.value
}
