import { browser } from 'wxt/browser'

/** Every alarm that wakes us. Each is set at most once. */
const names = ['forget-link', 'clear-clipboard', 'watch', 'lock', 'update'] as const
export type Alarm = (typeof names)[number]

const minute = 60_000
/** Delay before retrying an alarm whose handler failed, in milliseconds. Longer where servers are asked. */
const again: Record<Alarm, number> = {
  'forget-link': minute,
  'clear-clipboard': minute,
  watch: 60 * minute,
  lock: minute,
  update: 60 * minute,
}

/** Sets the alarm for `when` (epoch milliseconds), or clears it if `undefined`. */
export async function wakeAt(alarm: Alarm, when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(alarm)
  else await browser.alarms.create(alarm, { when })
}

/** When the alarm is due (epoch milliseconds), or `undefined` if it isn't set. */
export const setFor = async (alarm: Alarm): Promise<number | undefined> =>
  (await browser.alarms.get(alarm))?.scheduledTime

/** Call synchronously at startup, or a worker woken by an alarm misses it. `due`: the scheduled time. */
export function onAlarm(run: Record<Alarm, (due: number) => Promise<void>>): void {
  browser.alarms.onAlarm.addListener(({ name, scheduledTime }) => {
    const alarm = names.find(known => known === name)
    // A passing read error must not cancel forgetting, clearing or locking for good: retry.
    if (alarm)
      void run[alarm](scheduledTime).catch(() => wakeAt(alarm, Date.now() + again[alarm]).catch(() => {}))
  })
}
