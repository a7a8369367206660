import type { ComponentChildren } from 'preact'

type Props = {
  id: string
  /** None where another one names its control. */
  label?: string | undefined
  hint?: string | undefined
  /** The hint says what is wrong: it is read out at once, wherever the keyboard's place is. */
  wrong?: boolean | undefined
  /** A small button beside the label. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A label, its control, and one line that explains it. The control takes `id` and `ID-hint`. */
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
