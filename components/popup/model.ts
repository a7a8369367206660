import { createModel, signal } from '@preact/signals'

export const tabs = ['share', 'history'] as const
export type Tab = (typeof tabs)[number]

type World = {
  /** Fetches the history and shows it; called when its tab is chosen, not before. */
  openHistory: () => Promise<void>
}

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

/** The popup's two sides. `news`: how many entries have changed since somebody looked. */
export const PopupModel = createModel((world: World, first: { news: number }) => {
  const tab = signal<Tab>('share')
  const news = signal(first.news)

  return {
    tab,
    news,
    show(next: Tab): void {
      if (next === tab.peek()) return
      tab.value = next
      if (next !== 'history') return
      news.value = 0
      void world.openHistory()
    },
  }
})
export type PopupModel = InstanceType<typeof PopupModel>
