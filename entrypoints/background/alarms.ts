import { browser } from 'wxt/browser'

/** Everything that we are woken for. Each is there once, or not at all. */
export type Alarm = 'forget-link' | 'clear-clipboard'

/** Wakes us at a time in milliseconds; none puts the alarm away. */
export async function wakeAt(alarm: Alarm, when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(alarm)
  else await browser.alarms.create(alarm, { when })
}

/** To be called before anything is waited for, so that a worker that was woken for an alarm hears it. */
export function onAlarm(run: Record<Alarm, () => Promise<void>>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === 'forget-link' || name === 'clear-clipboard') void run[name]()
  })
}
