type Props = { id: string; label: string; value: number; max: number; words: string }

/** How much room is used: a thin line that fills, and turns the colour of wax when over the limit. */
export function Meter({ id, label, value, max, words }: Props) {
  return (
    <div class="meter" data-over={value > max}>
      <meter id={id} aria-label={label} aria-valuetext={words} min={0} max={max} value={value} />
      <span>{words}</span>
    </div>
  )
}
