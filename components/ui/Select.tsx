type Props = {
  id: string
  value: string
  options: readonly { value: string; label: string }[]
  disabled: boolean
  onChoose: (value: string) => void
}

export function Select({ id, value, options, disabled, onChoose }: Props) {
  return (
    <select
      id={id}
      value={value}
      disabled={disabled}
      aria-describedby={`${id}-hint`}
      onChange={event => onChoose(event.currentTarget.value)}
    >
      {options.map(option => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
