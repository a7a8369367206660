import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Milliseconds for which the button must have been seen before it works. */
const seenFor = 600
const least = { width: 300, height: 240 }

/**
 * Whether a press can be meant: the page is in sight, in a window in which it can be read, and has been for a
 * moment. Else a page could place a small window under a click that was meant for something else.
 */
export function useArmed(): boolean {
  const armed = useSignal(false)
  useEffect(() => {
    let timer = 0
    const start = () => {
      clearTimeout(timer)
      armed.value = false
      const readable = innerWidth >= least.width && innerHeight >= least.height
      if (document.visibilityState !== 'visible' || !readable) return
      timer = window.setTimeout(() => {
        armed.value = true
      }, seenFor)
    }
    start()
    addEventListener('resize', start)
    document.addEventListener('visibilitychange', start)
    return () => {
      clearTimeout(timer)
      removeEventListener('resize', start)
      document.removeEventListener('visibilitychange', start)
    }
  }, [armed])
  return armed.value
}
