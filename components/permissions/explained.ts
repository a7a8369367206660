/** The permissions whose reason has a sentence in `locales/`, in the order in which a person meets them. */
export const explained = [
  'contextMenus',
  'activeTab',
  'scripting',
  'clipboardWrite',
  'offscreen',
  'storage',
  'alarms',
  'webRequest',
  'notifications',
  'clipboardRead',
] as const
export type Explained = (typeof explained)[number]

/** What the browser asks the person about when it is needed. */
export const onRequest = ['notifications', 'clipboardRead'] as const satisfies readonly Explained[]

export const isExplained = (name: string): name is Explained => explained.some(known => known === name)
