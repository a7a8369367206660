import { browser } from 'wxt/browser'
import { i18n } from '#i18n'
import { createFormat } from '../../components/format'
import { createKeyedMutex } from '../../lib/adapters/keyed-mutex'
import { type Entry, statusNewsOf } from '../../lib/domain/history-entry'
import type { ShareOutcome } from '../../lib/domain/share-outcome'
import { type ToolbarIcon, toolbarIconPaths } from '../../lib/domain/toolbar-icon'
import { openPopup } from './open-pages'

const wax = '#b3261e'
const marks = { sealing: '…', sending: '…', looking: '…', shared: '✓', failed: '!' } as const

/** How many ended secrets the person has not seen yet; nothing is told while locked. */
export type News = number | 'locked'

/** The toolbar badge: the state of the last share until it has been seen, then the number of news items. */
export async function showBadge(outcome: ShareOutcome | undefined, news: News): Promise<void> {
  const count = news === 'locked' || news === 0 ? '' : news > 99 ? '99+' : String(news)
  await Promise.all([
    showIcon(news),
    browser.action.setBadgeBackgroundColor({ color: outcome?.at === 'shared' ? '#2e6b3a' : wax }),
    browser.action.setBadgeText({ text: outcome ? marks[outcome.at] : count }),
  ])
}

const inTurn = createKeyedMutex()

/**
 * The toolbar icon, and its name in words. The browser forgets both when it closes or updates us, and shows those of
 * the manifest. Setting an icon reads and draws six pictures, so one that already has its name stays. The badge tells
 * more, and fails alone.
 */
export const showIcon = (news: News): Promise<void> =>
  inTurn(['icon'], async () => {
    const title = nameWith(news)
    if ((await browser.action.getTitle({})) === title) return
    const icon: ToolbarIcon = news === 'locked' ? 'locked' : news > 0 ? 'news' : 'ready'
    const path = Object.fromEntries(
      Object.entries(toolbarIconPaths(icon)).map(([size, file]) => [size, `/${file}`]),
    )
    await browser.action.setIcon({ path })
    // Last: after a failure, or a worker stopped in between, the next one finds another name and shows both.
    await browser.action.setTitle({ title })
  }).catch(() => {})

/** A figure as the browser's language writes it. */
const figure = (count: number): string => createFormat(i18n.t('language')).number(count)

function nameWith(news: News): string {
  if (news === 'locked') return i18n.t('lock.title')
  const name = i18n.t('app.name')
  return news > 0 ? `${name} · ${i18n.t('history.title')} · ${i18n.t('history.new')} (${figure(news)})` : name
}

/** Above this many at once, a single summary notification is shown. */
const most = 3

/** Shows system notifications for secrets whose status changed, if permitted. */
export async function notify(ended: Entry[]): Promise<void> {
  const told = ended.filter(entry => statusNewsOf(entry) !== undefined)
  if (told.length === 0 || !(await mayNotify())) return
  if (told.length > most)
    await show('many', i18n.t('notice.many', [figure(told.length)]), i18n.t('notice.open'))
  else await Promise.all(told.map(entry => show(entry.id, titleOf(entry), lineOf(entry))))
}

/** Clears all notifications once the person has seen the news. */
export async function dropNotifications(): Promise<void> {
  if (!(await mayNotify())) return
  const shown = await browser.notifications.getAll()
  await Promise.all(Object.keys(shown).map(id => browser.notifications.clear(id)))
}

/** Opens the history on a click. `browser.notifications` is undefined until the permission is granted. */
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

const lineOf = ({ label, server, batch }: Entry): string => {
  const place = batch ? i18n.t('composer.room', [figure(batch.number), figure(batch.of)]) : ''
  return [label, place, new URL(server).host].filter(part => part !== '').join(' · ')
}

async function show(id: string, title: string, message: string): Promise<void> {
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title,
    message,
    // Firefox rejects notifications with buttons.
    ...(import.meta.env.FIREFOX ? {} : { buttons: [{ title: i18n.t('notice.open') }] }),
  })
}

/** On a notification click, Firefox can't open the popup, and Chromium can't without a focused window. */
async function open(): Promise<void> {
  if (!(await openPopup())) await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') })
}
