/** What decides which steps a recipient goes through. */
export type RecipientCase = {
  sealed: boolean
  passphrase: boolean
  /** The page that the link leads to: `own` reads the secret itself, `leading` sends people to the server. */
  opener: 'none' | 'leading' | 'own'
  /** The key goes another way, so the link is the server's own. */
  apart: boolean
}

/** `cachet`: with the extension. `other`: in a browser without it. */
export type RecipientWay = 'cachet' | 'other'

/** Each step, with its presses: clicks, taps and pasting, until the secret is open. Typing isn't counted. */
const presses = {
  /** The message, whose link is opened. */
  link: 1,
  /** The message, whose link is opened in Cachet from the context menu. */
  menu: 2,
  /** The reveal page. */
  read: 1,
  /** The reveal page, which gets the key first: pasted, and used. */
  giveKey: 3,
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
  openerGather: 5,
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
  if (!sealed) return ['link', passphrase ? 'serverPassphrase' : 'serverRead', 'serverText']
  const byOpener: RecipientStep[] = passphrase ? ['openerPassphrase', 'openerShow'] : ['openerShow']
  // With Cachet or without: a click on the link leads there, and nothing takes less.
  if (opener === 'own' && !apart) return ['link', 'openerRead', ...byOpener]
  if (way === 'cachet') {
    const byCachet: RecipientStep[] = passphrase ? ['passphrase', 'show'] : ['show']
    if (apart) return ['menu', 'giveKey', ...byCachet]
    return [opener === 'leading' ? 'menu' : 'link', 'read', ...byCachet]
  }
  if (apart) return ['link', 'copySealed', 'openerGatherKey', ...byOpener]
  if (opener === 'leading') return ['link', 'openerLead', 'bringSealed', ...byOpener]
  return ['link', 'copySealed', 'openerGather', ...byOpener]
}

export const pressesOf = (steps: readonly RecipientStep[]): number =>
  steps.reduce((sum, step) => sum + presses[step], 0)
