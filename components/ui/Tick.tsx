type Props = { label: string; line: string; checked: boolean; onChange: (checked: boolean) => unknown }

/** Something that is so or not, with the line that says what it changes. */
export function Tick({ label, line, checked, onChange }: Props) {
  return (
    <div class="field">
      <label class="tick">
        <input type="checkbox" checked={checked} onChange={event => onChange(event.currentTarget.checked)} />
        {label}
      </label>
      <p class="hint">{line}</p>
    </div>
  )
}
