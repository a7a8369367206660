import { browser } from 'wxt/browser'

/** Everything that we are woken for. Each is there once, or not at all. */
const names = ['forget-link', 'clear-clipboard', 'watch', 'lock', 'update'] as const
export type Alarm = (typeof names)[number]

const minute = 60_000
/** How soon what an alarm was for is tried again when it failed, in milliseconds. Servers are not asked that often. */
const again: Record<Alarm, number> = {
  'forget-link': minute,
  'clear-clipboard': minute,
  watch: 60 * minute,
  lock: minute,
  update: 60 * minute,
}

/** Wakes us at a time in milliseconds; none puts the alarm away. */
export async function wakeAt(alarm: Alarm, when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(alarm)
  else await browser.alarms.create(alarm, { when })
}

/** When an alarm is to ring, in milliseconds; none when it is not set. */
export const setFor = async (alarm: Alarm): Promise<number | undefined> =>
  (await browser.alarms.get(alarm))?.scheduledTime

/** To be called before anything is waited for, so that a worker that was woken for an alarm hears it. `due`: for when it was set. */
export function onAlarm(run: Record<Alarm, (due: number) => Promise<void>>): void {
  browser.alarms.onAlarm.addListener(({ name, scheduledTime }) => {
    const alarm = names.find(known => known === name)
    // What was to be forgotten, emptied or locked is not left for good because of a moment in which nothing could be read.
    if (alarm)
      void run[alarm](scheduledTime).catch(() => wakeAt(alarm, Date.now() + again[alarm]).catch(() => {}))
  })
}
