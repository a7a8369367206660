import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { type Entry, statusNewsOf } from '../../lib/domain/history-entry'
import type { ShareOutcome } from '../../lib/domain/share-outcome'
import { openPopup } from './open-pages'

const wax = '#b3261e'
const marks = { sealing: '…', sending: '…', looking: '…', shared: '✓', failed: '!' } as const

/** One sign on the toolbar's button: for how the last share stands, until it was looked at; then for the news. */
export async function showBadge(outcome: ShareOutcome | undefined, news: number): Promise<void> {
  const count = news > 99 ? '99+' : String(news)
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ color: outcome?.at === 'shared' ? '#2e6b3a' : wax }),
    browser.action.setBadgeText({ text: outcome ? marks[outcome.at] : news > 0 ? count : '' }),
  ])
}

/** With more than these at once, one notification stands for all. */
const most = 3

/** Tells by the system's notifications what became of secrets, if the browser lets us. */
export async function notify(ended: Entry[]): Promise<void> {
  const told = ended.filter(entry => statusNewsOf(entry) !== undefined)
  if (told.length === 0 || !(await mayNotify())) return
  if (told.length > most) await show('many', i18n.t('notice.many', [told.length]), i18n.t('notice.manyLine'))
  else await Promise.all(told.map(entry => show(entry.id, titleOf(entry), lineOf(entry))))
}

/** The person has seen it all. */
export async function dropNotifications(): Promise<void> {
  if (!(await mayNotify())) return
  const shown = await browser.notifications.getAll()
  await Promise.all(Object.keys(shown).map(id => browser.notifications.clear(id)))
}

/** A click on one leads to the history. The browser has no notifications before they are permitted. */
export function onNotificationClicked(): void {
  const listen = () => {
    browser.notifications?.onClicked.addListener(open)
    browser.notifications?.onButtonClicked.addListener(open)
  }
  listen()
  browser.permissions.onAdded.addListener(({ permissions = [] }) => {
    if (permissions.includes('notifications')) listen()
  })
}

const mayNotify = () => browser.permissions.contains({ permissions: ['notifications'] })

function titleOf(entry: Entry): string {
  const news = statusNewsOf(entry)
  return news ? i18n.t(`notice.${news}`) : ''
}

const lineOf = ({ label, server }: Entry): string =>
  [label, new URL(server).host].filter(part => part !== '').join(' · ')

async function show(id: string, title: string, message: string): Promise<void> {
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title,
    message,
    // Firefox refuses a notification with buttons.
    ...(import.meta.env.FIREFOX ? {} : { buttons: [{ title: i18n.t('notice.open') }] }),
  })
}

/** Upon a click on a notification, Firefox opens no popup, and Chromium none without a window in front. */
async function open(): Promise<void> {
  if (!(await openPopup())) await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') })
}
