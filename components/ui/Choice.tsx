import type { ComponentChildren } from 'preact'

type Props<T extends string> = {
  name: string
  label: string
  value: T
  options: readonly { value: T; label: string; line?: string }[]
  disabled: boolean
  /** A note on who made the choice; the other options are then disabled. */
  forced?: ComponentChildren
  /** A small button beside the label. */
  action?: ComponentChildren
  onChoose: (value: T) => void
  /** More on the selected option. */
  children?: ComponentChildren
}

/** Mutually exclusive options side by side, with a line that explains the selected one. */
export function Choice<T extends string>({
  name,
  label,
  value,
  options,
  disabled,
  forced,
  action,
  onChoose,
  children,
}: Props<T>) {
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend>{label}</legend>
      {action}
      <div class="segments">
        {options.map(option => (
          <label key={option.value} class="segment">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              disabled={Boolean(forced) && option.value !== value}
              aria-describedby={`${name}-line`}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <p class="hint" id={`${name}-line`} aria-live="polite">
        {options.find(option => option.value === value)?.line}
      </p>
      {children}
      {forced}
    </fieldset>
  )
}
