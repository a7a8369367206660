import type { ComponentChildren } from 'preact'

type Props = {
  id: string
  /** Undefined if the control is labelled elsewhere. */
  label?: string | undefined
  hint?: string | undefined
  /** The hint is an error: it is announced at once, wherever focus is. */
  wrong?: boolean | undefined
  /** A small button beside the label. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A label, its control, and a one-line hint. The control uses `id`, and `ID-hint` for `aria-describedby`. */
export function Field({ id, label, hint, wrong, action, children }: Props) {
  return (
    <div class="field">
      {label !== undefined && (
        <div class="row">
          <label for={id}>{label}</label>
          {action}
        </div>
      )}
      {children}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`} role={wrong ? 'alert' : undefined}>
          {hint}
        </p>
      )}
    </div>
  )
}
