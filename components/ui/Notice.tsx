import type { ComponentChildren } from 'preact'

type Props = { kind: 'failure' | 'care' | 'good'; children: ComponentChildren }

/** Something the person should know, and what they can do about it. Failures interrupt a screen reader. */
export function Notice({ kind, children }: Props) {
  return (
    <div class={`notice ${kind}`} role={kind === 'failure' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
