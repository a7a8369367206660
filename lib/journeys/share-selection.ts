import type { ComposingDoor, Origin } from '../doors/composing'
import type { SettingsDoor } from '../doors/settings'
import { blank, type Draft } from '../rules/draft'
import type { Failure, Outcome } from '../rules/outcome'
import type { Captured } from '../rules/selection'

export type World = {
  /** As near to the rules of the organisation as they can be without asking. */
  settings: Pick<SettingsDoor, 'read'>
  composing: ComposingDoor
  share: (draft: Draft) => Promise<Outcome>
  /** Puts the last outcome away, so that the composer is what the popup shows. */
  dismiss: () => Promise<void>
  /** Opens the popup; false when the browser won't. */
  openPopup: () => Promise<boolean>
  toast: (news: News) => Promise<void>
}

/** What is said in the page: never anything of the secret or its link. */
export type News =
  | { is: 'shared'; copied: boolean }
  | { is: 'failed'; failure: Failure }
  | { is: 'flattened' }

/**
 * From a selection to a link on the clipboard. A text that may have been altered on its way here is not
 * sent: it is put before the person. So is one that could not be shared, so that nothing is lost.
 */
export async function shareSelection(
  { settings, composing, share, dismiss, openPopup, toast }: World,
  captured: Captured | undefined,
  from: Origin,
): Promise<void> {
  if (!captured) return toast({ is: 'failed', failure: { code: 'noSelection' } })
  const { sharing } = await settings.read()
  if (!captured.exact) {
    await composing.bring(captured.text, sharing, from)
    await dismiss()
    if (!(await openPopup())) await toast({ is: 'flattened' })
    return
  }
  const outcome = await share({ ...blank(sharing), text: captured.text })
  if (outcome.at === 'shared') return toast({ is: 'shared', copied: outcome.copied })
  if (outcome.at !== 'failed') return
  await composing.bring(captured.text, sharing)
  if (!(await openPopup())) await toast({ is: 'failed', failure: outcome.failure })
}
