import { browser } from 'wxt/browser'

const name = 'forget-link'

/** The link of a shared secret leaves memory at `when`, even if nobody looks. One alarm, or none. */
export async function forgetLinkAt(when: number | undefined): Promise<void> {
  if (when === undefined) await browser.alarms.clear(name)
  else await browser.alarms.create(name, { when })
}

export const isForgetLink = (alarm: { name: string }): boolean => alarm.name === name
