type Listener = (...args: never[]) => unknown

/** One worker, or one page of ours, with what it listens to. Once it is stopped, nothing that it waits for ever comes. */
export function createContext(kind: 'worker' | 'page') {
  const events = new Map<string, Set<Listener>>()
  let stopped = false
  let stop: () => void = () => {}
  const stopping = new Promise<void>(resolve => {
    stop = resolve
  })
  const never = new Promise<never>(() => {})
  const context = {
    kind,
    /** What it has asked of the browser, in order. */
    calls: [] as string[],
    /** Stops it in the middle of asking for something: before that is done, or after it and before it hears of it. */
    stopAt: undefined as ((call: string, at: number) => 'before' | 'after' | undefined) | undefined,
    stopping,
    isStopped: () => stopped,
    stop() {
      stopped = true
      events.clear()
      stop()
    },
    hears: (event: string) => (events.get(event)?.size ?? 0) > 0,
    /** What its listeners answer. */
    dispatch: (event: string, args: unknown[]): unknown[] =>
      [...(events.get(event) ?? [])].map(listener => listener(...(args as never[]))),
    /** The browser's interface as this one sees it. */
    see<T extends object>(api: T, path = ''): T {
      return new Proxy(api, {
        get(target, name: string) {
          const found = Reflect.get(target, name)
          const at = path === '' ? name : `${path}.${name}`
          if (typeof found === 'function') return (...args: unknown[]) => ask(at, () => found(...args))
          return typeof found === 'object' && found !== null ? context.see(found, at) : found
        },
      })
    },
    event: (name: string) => ({
      addListener: (listener: Listener) => {
        if (!stopped) events.set(name, (events.get(name) ?? new Set()).add(listener))
      },
      removeListener: (listener: Listener) => void events.get(name)?.delete(listener),
    }),
  }
  function ask(call: string, work: () => unknown): unknown {
    // What is answered at once cannot be waited for in vain.
    if (/\.(getURL|getManifest|getViews|(add|remove)Listener)$/.test(call)) return work()
    if (stopped) return never
    const at = context.calls.push(call) - 1
    const when = context.stopAt?.(call, at)
    if (when === 'before') context.stop()
    if (when === 'before') return never
    const asked = Promise.resolve().then(work)
    if (when === 'after') void asked.finally(context.stop).catch(() => {})
    const heard = <T>(value: T): T | Promise<never> => (stopped || when === 'after' ? never : value)
    return asked.then(heard, error => {
      if (stopped || when === 'after') return never
      throw error
    })
  }
  return context
}
export type Context = ReturnType<typeof createContext>
