import { type Tab, tabs } from './model'

/** Where a key leads from a tab, as people know it from other tab lists; `undefined` for other keys. */
export function tabTo(key: string, from: Tab, rightToLeft: boolean): Tab | undefined {
  const steps: Record<string, number> = rightToLeft
    ? { ArrowLeft: 1, ArrowRight: -1 }
    : { ArrowLeft: -1, ArrowRight: 1 }
  if (key === 'Home') return tabs[0]
  if (key === 'End') return tabs.at(-1)
  const step = steps[key]
  return step === undefined ? undefined : tabs.at((tabs.indexOf(from) + step) % tabs.length)
}
