import { Field } from '../ui/Field'

type Props = {
  id: string
  label: string
  /** What is to be put in, or what is wrong with it. */
  hint: string
  wrong: boolean
  value: string
  dir: 'auto' | 'ltr'
  maxLength: number
  placeholder?: string
  busy?: boolean
  onType: (text: string) => void
  onEnter: () => unknown
}

/** One line that a person types. */
export function Line({ id, label, hint, wrong, value, busy = false, onType, onEnter, ...input }: Props) {
  return (
    <Field id={id} label={label} hint={hint}>
      <input
        id={id}
        {...input}
        autocomplete="off"
        spellcheck={false}
        readOnly={busy}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        value={value}
        onInput={event => onType(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && event.isTrusted) void onEnter()
        }}
      />
    </Field>
  )
}
