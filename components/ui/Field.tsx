import type { ComponentChildren } from 'preact'

type Props = { id: string; label: string; hint?: string | undefined; children: ComponentChildren }

/** A label, its control, and one line that explains it. The control takes `id` and `ID-hint`. */
export function Field({ id, label, hint, children }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
