/** Counts events by name; the first of a run opens a window, and the count starts anew when it has passed. */
export function makeRate(now: () => number) {
  const windows = new Map<string, { count: number; until: number }>()

  function current(name: string): { count: number; until: number } | undefined {
    const held = windows.get(name)
    return held && held.until > now() ? held : undefined
  }

  return {
    count: (name: string): number => current(name)?.count ?? 0,
    add(name: string, windowMs: number): void {
      const held = current(name)
      if (held) held.count += 1
      else windows.set(name, { count: 1, until: now() + windowMs })
    },
  }
}

export type Rate = ReturnType<typeof makeRate>
