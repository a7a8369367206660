import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Which part is being looked at: the one that was asked for, while it is there in whole, or the one that is being read. */
export function useCurrent(ids: readonly string[]): string | undefined {
  const current = useSignal(ids[0])
  useEffect(() => {
    const boxes = () =>
      ids.flatMap(id => {
        const part = document.getElementById(id)
        return part ? [{ id, ...sides(part) }] : []
      })
    const look = () => {
      const parts = boxes()
      const asked = parts.find(({ id }) => location.hash === `#${id}`)
      const begun = parts.filter(({ top }) => top <= innerHeight / 3)
      current.value = asked && isWhole(asked) ? asked.id : (begun.at(-1)?.id ?? ids[0])
    }
    look()
    const moves = ['scroll', 'resize', 'hashchange']
    for (const move of moves) addEventListener(move, look, { passive: true })
    return () => {
      for (const move of moves) removeEventListener(move, look)
    }
  }, [ids, current])
  return current.value
}

const sides = (part: HTMLElement) => {
  const { top, bottom } = part.getBoundingClientRect()
  return { top, bottom }
}

const isWhole = ({ top, bottom }: { top: number; bottom: number }): boolean =>
  top >= 0 && bottom <= innerHeight
