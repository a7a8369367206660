import type { DraftStore } from '../adapters/draft-store'
import type { SettingsStore } from '../adapters/settings-store'
import type { SelectionSource } from '../domain/composer-state'
import { type Draft, emptyDraft, type ShareOptions } from '../domain/draft'
import { failureOf } from '../domain/fault'
import type { CapturedText, Replacement } from '../domain/selection'
import type { Failure, RecentLink, ShareOutcome } from '../domain/share-outcome'

/**
 * Characters. No server stores a million, and the popup takes half a minute to show ten: a page that is selected whole by
 * mistake, or made so long, is not put into it. The text remains in the page.
 */
const mostComposed = 1_000_000

/** `field`: the frame's id for the field and what was selected in it. */
export type SelectionSpot = Pick<SelectionSource, 'tabId' | 'frameId'> & { field: string }

export type ShareSelectionWorld = {
  /** With the policy applied, as far as possible without asking. */
  settings: Pick<SettingsStore, 'read'>
  composing: Pick<DraftStore, 'bring'>
  /** False while locked. */
  mayShare: () => Promise<boolean>
  share: (draft: Draft) => Promise<ShareOutcome>
  /** Replaces the selected text with the link, if it is still selected. */
  put: (spot: SelectionSpot, link: string) => Promise<Replacement>
  /** Clears the last outcome, so that the popup shows the composer. */
  dismiss: () => Promise<void>
  /** Reports a failure like that of a share: by the badge, and in the popup. */
  failed: (failure: Failure) => Promise<void>
  /** Opens the popup; false when the browser won't. */
  openPopup: () => Promise<boolean>
  /** Shows a notice in the page; false if the page does not allow that. */
  toast: (news: ShareNotice) => Promise<boolean>
}

/**
 * The selected text and its source. `why`: it was read but can't be shared as it is. `field`: `undefined`
 * if it is not editable, so the link can't replace it.
 */
export type SelectedText = {
  captured: CapturedText | undefined
  why?: 'loneSurrogate'
  from: SelectionSource
  field: string | undefined
}

/** Offers to replace the text in this field with the link of the secret with this id. */
export type ReplaceOffer = Pick<SelectionSpot, 'frameId' | 'field'> & { id: string }

/** What is shown in the page: never anything of the secret or its link. */
export type ShareNotice =
  | { is: 'shared'; copied: boolean; offer?: ReplaceOffer }
  | { is: Replacement; copied: boolean }
  | { is: 'failed'; failure: Failure }
  | { is: 'flattened' }
  | { is: 'unsure' }
  /** The offer has expired: the link is no longer kept. */
  | { is: 'over' }

/**
 * Shares the selection and copies the link, then replaces the text with it if requested, or offers to. A
 * text that may have been altered on its way here is not sent but put into the composer. So is one that
 * could not be shared, so that nothing is lost.
 */
export async function shareSelection(
  world: ShareSelectionWorld,
  selection: SelectedText,
  wish: 'copy' | 'replace',
): Promise<void> {
  const { settings, mayShare, share, put, dismiss, toast } = world
  // The popup asks for the passphrase. The selection is left alone.
  if (!(await mayShare())) {
    if (!(await world.openPopup())) await reportShareFailure(world, { code: 'locked' })
    return
  }
  const { captured, why = 'noSelection', from, field } = selection
  if (!captured) return reportShareFailure(world, { code: why })
  const by = captured.text.length - mostComposed
  if (by > 0) return reportShareFailure(world, { code: 'tooLong', by })
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

/** Shows it in the popup or, if the browser won't open that, in the page. */
async function show({ openPopup, toast }: ShareSelectionWorld, news: ShareNotice): Promise<void> {
  if (!(await openPopup())) await toast(news)
}

/**
 * Puts a text into the composer; if there is no room for it, that is reported, and the text remains in the
 * page.
 */
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

/** No user action ends silently: the failure is shown in the page, or else by the badge and in the popup. */
export async function reportShareFailure(
  { failed, openPopup, toast }: Pick<ShareSelectionWorld, 'failed' | 'openPopup' | 'toast'>,
  failure: Failure,
): Promise<void> {
  if (await toast({ is: 'failed', failure })) return
  await failed(failure)
  await openPopup()
}

/** The user accepts the offer. If the link is no longer kept, nothing is replaced, and that is reported. */
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
