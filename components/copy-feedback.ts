export type CopyFeedback = 'no' | 'yes' | 'failed'

/** Copies, and says whether it worked: a refusing clipboard is nobody's surprise. */
export const copier =
  (copy: (text: string) => Promise<void>) =>
  (text: string): Promise<CopyFeedback> =>
    copy(text).then(
      () => 'yes' as const,
      () => 'failed' as const,
    )
