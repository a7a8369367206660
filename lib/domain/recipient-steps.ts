/** What decides which steps a recipient goes through. */
export type RecipientCase = {
  sealed: boolean
  passphrase: boolean
  /** The page for people without the extension: `own` reads the secret itself, `leading` leads to the server. */
  opener: 'none' | 'leading' | 'own'
  /** The key goes another way, so the link leads to the server's page. `mailed`: the server sends that link. */
  apart: 'no' | 'yes' | 'mailed'
}

/** `cachet`: with the extension. `other`: in a browser without it. */
export type RecipientWay = 'cachet' | 'other'

/**
 * Each step, with its presses: clicks, taps, copying and pasting, until the secret is open. Typing isn't counted.
 */
const presses = {
  /** The message, whose link is opened. */
  link: 1,
  mailedLink: 1,
  /** The message, whose link is opened in Cachet from the context menu. */
  menu: 2,
  copyLink: 2,
  /** The reveal page: opened from the toolbar, and the link pasted. */
  pasteLink: 4,
  /** The reveal page, where the key is pasted first. */
  giveKey: 5,
  read: 1,
  passphrase: 1,
  show: 0,
  /** The opener page on the server's own origin. */
  openerRead: 1,
  /** The opener page that leads to the server's. */
  openerLead: 1,
  openerPassphrase: 1,
  openerShow: 0,
  /** The server's page with the sealed text: shown, and copied. */
  copySealed: 2,
  /** The same, and pasted on the opener page that led there. */
  bringSealed: 3,
  /** The opener page from a file: the text is pasted, then the link is copied and pasted, or the key. */
  gather: 5,
  gatherKey: 5,
  /** The opener page, whose address the server's page names. */
  openerGatherKey: 5,
  /** The server's page with a standard secret. */
  serverRead: 1,
  serverPassphrase: 1,
  serverText: 0,
} as const
export type RecipientStep = keyof typeof presses

/** The steps from the message to the text. */
export function recipientSteps(secret: RecipientCase, way: RecipientWay): RecipientStep[] {
  const { sealed, passphrase, opener, apart } = secret
  const link = apart === 'mailed' ? 'mailedLink' : 'link'
  if (!sealed) return [link, passphrase ? 'serverPassphrase' : 'serverRead', 'serverText']
  const byOpener: RecipientStep[] = passphrase ? ['openerPassphrase', 'openerShow'] : ['openerShow']
  const byCachet: RecipientStep[] = passphrase ? ['passphrase', 'show'] : ['show']
  if (apart !== 'no') {
    if (way === 'cachet') return ['copyLink', 'pasteLink', 'giveKey', ...byCachet]
    return [link, 'copySealed', opener === 'none' ? 'gatherKey' : 'openerGatherKey', ...byOpener]
  }
  // With Cachet or without: a click on the link leads there, and nothing takes less.
  if (opener === 'own') return ['link', 'openerRead', ...byOpener]
  if (way === 'cachet') return [opener === 'leading' ? 'menu' : 'link', 'read', ...byCachet]
  if (opener === 'leading') return ['link', 'openerLead', 'bringSealed', ...byOpener]
  return ['link', 'copySealed', 'gather', ...byOpener]
}

export const pressesOf = (steps: readonly RecipientStep[]): number =>
  steps.reduce((sum, step) => sum + presses[step], 0)
