import { browser } from 'wxt/browser'

/** Everything that we are woken for. Each is there once, or not at all. */
const names = ['forget-link', 'clear-clipboard', 'watch', 'lock'] as const
export type Alarm = (typeof names)[number]

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
    if (alarm) void run[alarm](scheduledTime)
  })
}
