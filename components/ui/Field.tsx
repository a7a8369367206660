import type { ComponentChildren } from 'preact'

type Props = {
  id: string
  label: string
  hint?: string | undefined
  /** A small button beside the label. */
  action?: ComponentChildren
  children: ComponentChildren
}

/** A label, its control, and one line that explains it. The control takes `id` and `ID-hint`. */
export function Field({ id, label, hint, action, children }: Props) {
  return (
    <div class="field">
      <div class="row">
        <label for={id}>{label}</label>
        {action}
      </div>
      {children}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
