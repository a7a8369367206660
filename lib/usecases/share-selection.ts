import type { DraftStore } from '../adapters/draft-store'
import type { SettingsStore } from '../adapters/settings-store'
import type { SelectionSource } from '../domain/composer-state'
import { type Draft, emptyDraft, type ShareOptions } from '../domain/draft'
import type { CapturedText, Replacement } from '../domain/selection'
import { type Failure, failureOf, type RecentLink, type ShareOutcome } from '../domain/share-outcome'

/** `field`: the name under which the frame knows the field, and what was selected in it. */
export type SelectionSpot = Pick<SelectionSource, 'tabId' | 'frameId'> & { field: string }

export type ShareSelectionWorld = {
  /** As near to the rules of the organisation as they can be without asking. */
  settings: Pick<SettingsStore, 'read'>
  composing: Pick<DraftStore, 'bring'>
  /** False while the lock is closed. */
  mayShare: () => Promise<boolean>
  share: (draft: Draft) => Promise<ShareOutcome>
  /** Puts the link where the text stands, if that is still what is selected there. */
  put: (spot: SelectionSpot, link: string) => Promise<Replacement>
  /** Puts the last outcome away, so that the composer is what the popup shows. */
  dismiss: () => Promise<void>
  /** Tells a failure where a share's end is told: by the badge, and in the popup. */
  failed: (failure: Failure) => Promise<void>
  /** Opens the popup; false when the browser won't. */
  openPopup: () => Promise<boolean>
  /** Says it in the page; false where that lets nobody speak. */
  toast: (news: ShareNotice) => Promise<boolean>
}

/**
 * What was selected, and where. `why`: it was seen, but can't be taken as it is. `field`: none where nothing can be written, so
 * the link could not stand there.
 */
export type SelectedText = {
  captured: CapturedText | undefined
  why?: 'loneSurrogate'
  from: SelectionSource
  field: string | undefined
}

/** That the link of the secret with this id could take the place of the text in this field. */
export type ReplaceOffer = Pick<SelectionSpot, 'frameId' | 'field'> & { id: string }

/** What is said in the page: never anything of the secret or its link. */
export type ShareNotice =
  | { is: 'shared'; copied: boolean; offer?: ReplaceOffer }
  | { is: Replacement; copied: boolean }
  | { is: 'failed'; failure: Failure }
  | { is: 'flattened' }
  | { is: 'unsure' }
  /** The offer came too late: the link is not kept any more. */
  | { is: 'over' }

/**
 * From a selection to a link on the clipboard, and in the text's place if that was the wish; otherwise it is
 * offered. A text that may have been altered on its way here is not sent: it is put before the person. So is one
 * that could not be shared, so that nothing is lost.
 */
export async function shareSelection(
  world: ShareSelectionWorld,
  selection: SelectedText,
  wish: 'copy' | 'replace',
): Promise<void> {
  const { settings, mayShare, share, put, dismiss, toast } = world
  // The popup asks for the passphrase. What is selected stays where it is.
  if (!(await mayShare())) {
    if (!(await world.openPopup())) await reportShareFailure(world, { code: 'locked' })
    return
  }
  const { captured, why = 'noSelection', from, field } = selection
  if (!captured) return reportShareFailure(world, { code: why })
  const { sharing } = await settings.read()
  if (!captured.exact) {
    if (!(await bring(world, captured.text, sharing, from))) return
    await dismiss()
    return show(world, { is: captured.why ?? 'flattened' })
  }
  const outcome = await share({ ...emptyDraft(sharing), text: captured.text })
  if (outcome.at === 'shared') {
    const { shared } = outcome
    const copied = outcome.copied === 'yes'
    const { tabId, frameId } = from
    if (wish === 'replace') {
      const is = field === undefined ? 'refused' : await put({ tabId, frameId, field }, shared.link)
      await toast({ is, copied })
      return
    }
    const offer = field === undefined ? {} : { offer: { id: shared.id, frameId, field } }
    await toast({ is: 'shared', copied, ...offer })
    return
  }
  if (outcome.at !== 'failed') return
  if (await bring(world, captured.text, sharing))
    await show(world, { is: 'failed', failure: outcome.failure })
}

/** The popup has it before the person; where the browser opens none, the page says it. */
async function show({ openPopup, toast }: ShareSelectionWorld, news: ShareNotice): Promise<void> {
  if (!(await openPopup())) await toast(news)
}

/** Puts a text before the person; where there is no room for it, that is said, and it stays where it was selected. */
async function bring(
  world: ShareSelectionWorld,
  text: string,
  options: ShareOptions,
  from?: SelectionSource,
): Promise<boolean> {
  try {
    await world.composing.bring(text, options, from)
    return true
  } catch (error) {
    await reportShareFailure(world, failureOf(error))
    return false
  }
}

/** Nothing that a person asks for ends without a word: in the page, or else on the badge and in the popup. */
export async function reportShareFailure(
  { failed, openPopup, toast }: Pick<ShareSelectionWorld, 'failed' | 'openPopup' | 'toast'>,
  failure: Failure,
): Promise<void> {
  if (await toast({ is: 'failed', failure })) return
  await failed(failure)
  await openPopup()
}

/** The person takes up the offer. Nothing is replaced when the link is no longer kept, and that is said. */
export async function replaceWithLink(
  { put, toast }: Pick<ShareSelectionWorld, 'put' | 'toast'>,
  kept: RecentLink | undefined,
  spot: SelectionSpot,
): Promise<void> {
  if (!kept) {
    await toast({ is: 'over' })
    return
  }
  await toast({ is: await put(spot, kept.shared.link), copied: kept.copied === 'yes' })
}
