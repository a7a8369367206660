type Props = {
  id: string
  label: string
  value: number
  least: number
  most: number
  onSlide: (value: number) => void
}

/** A slider for a whole number, with its current value. */
export function Slider({ id, label, value, least, most, onSlide }: Props) {
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        value={value}
        onInput={event => onSlide(event.currentTarget.valueAsNumber)}
      />
      <output for={id} aria-hidden="true">
        {value}
      </output>
    </div>
  )
}
