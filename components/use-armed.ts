import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Milliseconds the button must have been visible before it works. */
const seenFor = 600
const least = { width: 300, height: 240 }

/**
 * Whether a press can be deliberate: the page is visible, in a window large enough to read, and has been for
 * a moment. Otherwise a site could place a small window under a click meant for something else.
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
