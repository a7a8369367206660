import { createModel, signal } from '@preact/signals'

export const tabs = ['share', 'history'] as const
export type Tab = (typeof tabs)[number]

type World = {
  /** Loads and shows the history; called when its tab is first selected. */
  openHistory: () => Promise<void>
}

/** The tab a key leads to, following the usual tab list keys; `undefined` for other keys. */
export function tabTo(key: string, from: Tab, rightToLeft: boolean): Tab | undefined {
  const steps: Record<string, number> = rightToLeft
    ? { ArrowLeft: 1, ArrowRight: -1 }
    : { ArrowLeft: -1, ArrowRight: 1 }
  if (key === 'Home') return tabs[0]
  if (key === 'End') return tabs.at(-1)
  const step = steps[key]
  return step === undefined ? undefined : tabs.at((tabs.indexOf(from) + step) % tabs.length)
}

/** The popup's tabs. `news`: how many entries have changed since the history was last opened. */
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
