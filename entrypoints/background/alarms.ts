import { browser } from 'wxt/browser'

/** Everything that we are woken for. Each is there once, or not at all. */
const names = ['forget-link', 'clear-clipboard', 'watch', 'lock', 'update'] as const
export type Alarm = (typeof names)[number]

/** Wakes us at a time in milliseconds; none puts the alarm away. */
export async function wakeAt(alarm: Alarm, when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(alarm)
  else await browser.alarms.create(alarm, { when })
}

/** To be called before anything is waited for, so that a worker that was woken for an alarm hears it. */
export function onAlarm(run: Record<Alarm, () => Promise<void>>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    const alarm = names.find(known => known === name)
    if (alarm) void run[alarm]()
  })
}
