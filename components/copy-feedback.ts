export type CopyFeedback = 'no' | 'yes' | 'failed'

/** Copies, and resolves to whether that worked; never rejects. */
export const copier =
  (copy: (text: string) => Promise<void>) =>
  (text: string): Promise<CopyFeedback> =>
    copy(text).then(
      () => 'yes' as const,
      () => 'failed' as const,
    )
