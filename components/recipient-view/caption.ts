import type { RecipientCase, RecipientStep } from '../../lib/domain/recipient-steps'
import type { Translate } from '../translation'

/** Where the recipient is sent, as people read addresses: without their scheme. */
export type Places = { server: string; opener: string }

/** What the recipient does, in one place after another. */
export type Caption = { place: string; acts: string[] }[]

/** A step in words, which name what they click and enter as its screen does. */
export function captionOf(
  step: RecipientStep,
  { opener: page }: Pick<RecipientCase, 'opener'>,
  { server, opener }: Places,
  t: Translate,
): Caption {
  const open = t('recipientView.step.open')
  const confirm = t('recipientView.step.confirm')
  const read = t('recipientView.step.read')
  const click = (button: string) => t('recipientView.step.click', [button])
  const copy = (what: string) => t('recipientView.step.copy', [what])
  const enter = (what: string) => t('recipientView.step.enter', [what])
  const inMessage = (...acts: string[]) => [{ place: t('shared.way.message'), acts }]
  const inCachet = (...acts: string[]) => [{ place: t('app.name'), acts }]
  const onServer = (...acts: string[]) => [{ place: server, acts }]
  const onOpener = (...acts: string[]) => [{ place: opener, acts }]
  const link = t('shared.link')
  const key = t('reveal.key')
  const block = t('opener.sealed')
  const passphrase = enter(t('composer.passphrase'))
  const needsOpener = page === 'none' ? [t('recipientView.step.needOpener')] : []
  const captions: Record<RecipientStep, () => Caption> = {
    link: () => inMessage(open),
    mailedLink: () => [{ place: `${t('shared.way.message')} · ${server}`, acts: [open] }],
    menu: () => inMessage(click(t('reveal.menu'))),
    copyLink: () => inMessage(copy(link)),
    pasteLink: () => inCachet(click(t('reveal.title')), enter(link)),
    giveKey: () => inCachet(enter(key), click(t('reveal.read'))),
    read: () => inCachet(click(t('reveal.read'))),
    passphrase: () => inCachet(passphrase, click(t('reveal.open'))),
    show: () => inCachet(read),
    openerRead: () => onOpener(click(t('reveal.read'))),
    openerLead: () => onOpener(click(t('opener.go', [server]))),
    openerPassphrase: () => onOpener(passphrase, click(t('reveal.open'))),
    openerShow: () => onOpener(read),
    copySealed: () => onServer(confirm, copy(block)),
    bringSealed: () => [...onServer(confirm, copy(block)), ...onOpener(enter(block))],
    gather: () => onOpener(...needsOpener, enter(block), enter(link)),
    gatherKey: () => onOpener(...needsOpener, enter(block), enter(key)),
    openerGatherKey: () => onOpener(enter(block), enter(key)),
    serverRead: () => onServer(confirm),
    serverPassphrase: () => onServer(passphrase),
    serverText: () => onServer(read),
  }
  return captions[step]()
}
