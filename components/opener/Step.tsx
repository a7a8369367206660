import type { ComponentChildren } from 'preact'

type Props = { state: 'done' | 'now' | 'later'; title: ComponentChildren; children: ComponentChildren }

/** One of the numbered things to do. */
export function Step({ state, title, children }: Props) {
  return (
    <li class={`step ${state}`} aria-current={state === 'now' ? 'step' : undefined}>
      <h2>{title}</h2>
      {children}
    </li>
  )
}
