import type { ComposingDoor, Origin } from '../doors/composing'
import type { SettingsDoor } from '../doors/settings'
import { blank, type Draft } from '../rules/draft'
import type { Failure, Outcome } from '../rules/outcome'
import type { Captured, Put } from '../rules/selection'

/** `field`: the name under which the frame knows the field, and what was selected in it. */
export type Spot = Pick<Origin, 'tabId' | 'frameId'> & { field: string }

export type World = {
  /** As near to the rules of the organisation as they can be without asking. */
  settings: Pick<SettingsDoor, 'read'>
  composing: ComposingDoor
  /** False while the lock is closed and lets nothing through. */
  mayShare: () => Promise<boolean>
  share: (draft: Draft) => Promise<Outcome>
  /** Puts the link where the text stands, if that is still what is selected there. */
  put: (spot: Spot, link: string) => Promise<Put>
  /** Puts the last outcome away, so that the composer is what the popup shows. */
  dismiss: () => Promise<void>
  /** Opens the popup; false when the browser won't. */
  openPopup: () => Promise<boolean>
  toast: (news: News) => Promise<void>
}

/** What was selected, and where. `field`: none where nothing can be written, so the link could not stand there. */
export type Selection = { captured: Captured | undefined; from: Origin; field: string | undefined }

/** That the link of the secret with this id could take the place of the text in this field. */
export type Offer = Pick<Spot, 'frameId' | 'field'> & { id: string }

/** What is said in the page: never anything of the secret or its link. */
export type News =
  | { is: 'shared'; copied: boolean; offer?: Offer }
  | { is: Put; copied: boolean }
  | { is: 'failed'; failure: Failure }
  | { is: 'flattened' }

/**
 * From a selection to a link on the clipboard, and in the text's place if that was the wish; otherwise it is
 * offered. A text that may have been altered on its way here is not sent: it is put before the person. So is one
 * that could not be shared, so that nothing is lost.
 */
export async function shareSelection(
  { settings, composing, mayShare, share, put, dismiss, openPopup, toast }: World,
  { captured, from, field }: Selection,
  wish: 'copy' | 'replace',
): Promise<void> {
  if (!captured) return toast({ is: 'failed', failure: { code: 'noSelection' } })
  const { sharing } = await settings.read()
  if (!(await mayShare())) {
    await composing.bring(captured.text, sharing, captured.exact ? undefined : from)
    if (!(await openPopup())) await toast({ is: 'failed', failure: { code: 'locked' } })
    return
  }
  if (!captured.exact) {
    await composing.bring(captured.text, sharing, from)
    await dismiss()
    if (!(await openPopup())) await toast({ is: 'flattened' })
    return
  }
  const outcome = await share({ ...blank(sharing), text: captured.text })
  if (outcome.at === 'shared') {
    const { copied, shared } = outcome
    const { tabId, frameId } = from
    if (wish === 'replace') {
      const is = field === undefined ? 'refused' : await put({ tabId, frameId, field }, shared.link)
      return toast({ is, copied })
    }
    const offer = field === undefined ? {} : { offer: { id: shared.id, frameId, field } }
    return toast({ is: 'shared', copied, ...offer })
  }
  if (outcome.at !== 'failed') return
  await composing.bring(captured.text, sharing)
  if (!(await openPopup())) await toast({ is: 'failed', failure: outcome.failure })
}

/** The person takes up the offer. Nothing is done when the link is no longer kept, or is another secret's. */
export async function takeOffer(
  { put, toast }: Pick<World, 'put' | 'toast'>,
  outcome: Outcome | undefined,
  { id, ...spot }: Spot & Offer,
): Promise<void> {
  const kept = outcome?.at === 'shared' && outcome.shared.id === id ? outcome : undefined
  if (kept) await toast({ is: await put(spot, kept.shared.link), copied: kept.copied })
}
