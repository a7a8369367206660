import { createModel, signal } from '@preact/signals'

export const tabs = ['share', 'history'] as const
export type Tab = (typeof tabs)[number]

type World = {
  /** Fetches the history and shows it; called when its tab is chosen, not before. */
  openHistory: () => Promise<void>
}

/** The popup's two sides. `news`: how many entries have changed since somebody looked. */
export const Popup = createModel((world: World, first: { news: number }) => {
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
export type Popup = InstanceType<typeof Popup>
