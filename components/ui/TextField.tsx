import type { ComponentChildren, Ref } from 'preact'
import { Field } from './Field'

const types = { text: { type: 'text' }, url: { type: 'url' }, password: { type: 'password' } } as const

type Props = {
  id: string
  /** Undefined if `aria-labelledby` says what labels it. */
  label?: string | undefined
  'aria-labelledby'?: string
  /** What to enter, or what is wrong with it. */
  hint?: string | undefined
  value: string
  type?: keyof typeof types
  inputMode?: 'email'
  dir: 'auto' | 'ltr'
  maxLength?: number
  placeholder?: string
  autocomplete?: 'off' | 'new-password'
  /** Turn off for input that isn't natural language. */
  spellcheck?: boolean
  disabled?: boolean
  busy?: boolean
  wrong?: boolean
  field?: Ref<HTMLInputElement>
  /** A button attached to the field. */
  joined?: ComponentChildren
  /** Content between the field and its hint. */
  children?: ComponentChildren
  onType: (text: string) => void
  onEnter?: () => unknown
}

/** A one-line text field. Enter, if handled, doesn't propagate. */
export function TextField({ id, label, hint, type = 'text', busy, wrong, field, ...props }: Props) {
  const { joined, children, onType, onEnter, ...input } = props
  const control = (
    <input
      ref={field ?? null}
      id={id}
      {...types[type]}
      autocomplete="off"
      {...input}
      readOnly={busy}
      aria-invalid={wrong}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      onInput={event => onType(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key !== 'Enter' || !onEnter) return
        event.stopPropagation()
        if (event.isTrusted) onEnter()
      }}
    />
  )
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong}>
      {joined !== undefined ? (
        <div class="joined">
          {control}
          {joined}
        </div>
      ) : (
        control
      )}
      {children}
    </Field>
  )
}
