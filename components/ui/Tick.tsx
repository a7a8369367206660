type Props = {
  label: string
  /** What it changes. */
  line?: string
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => unknown
}

/** A checkbox. */
export function Tick({ label, line, checked, disabled = false, onChange }: Props) {
  const tick = (
    <label class="tick">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
  if (line === undefined) return tick
  return (
    <div class="field">
      {tick}
      <p class="hint">{line}</p>
    </div>
  )
}
