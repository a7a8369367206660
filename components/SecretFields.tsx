import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { Notice } from './ui/Notice'
import { TextField } from './ui/TextField'

type KeyProps = {
  hint?: string | undefined
  wrong: boolean
  value: string
  onType: (text: string) => void
  /** None where each letter is heard. */
  onGive?: () => unknown
}

/** The key that came by another way than the link. */
export function KeyField({ hint, wrong, value, onType, onGive }: KeyProps) {
  const { t } = useTranslation()
  return (
    <TextField
      id="key"
      label={t('reveal.key')}
      hint={hint}
      dir="ltr"
      spellcheck={false}
      placeholder={t('reveal.keyHint')}
      wrong={wrong}
      value={value}
      onType={onType}
      {...(onGive && {
        onEnter: onGive,
        joined: <Button onPress={onGive}>{t('reveal.addKey')}</Button>,
      })}
    />
  )
}

type PassphraseProps = {
  /** None where it has one already, which names `passphrase`. */
  label?: string
  hint?: string
  value: string
  /** Whether it is what is to be done next. */
  next: boolean
  wrong: boolean
  busy: boolean
  onType: (text: string) => void
  onOpen: () => unknown
}

/** The passphrase that the sender told in another way. It is tried as often as it takes. */
export function PassphraseForm({ label, hint, value, next, wrong, busy, onType, onOpen }: PassphraseProps) {
  const { t } = useTranslation()
  const visible = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (next || wrong) field.current?.focus()
  }, [next, wrong])
  // Together with the sentence: what is typed at once does not come after the wrong one.
  useLayoutEffect(() => {
    if (wrong) field.current?.select()
  }, [wrong])
  return (
    <>
      <TextField
        id="passphrase"
        label={label}
        hint={wrong ? t('reveal.wrong') : hint}
        type={visible.value ? 'text' : 'password'}
        dir="auto"
        spellcheck={false}
        busy={busy}
        wrong={wrong}
        field={field}
        value={value}
        onType={onType}
        onEnter={onOpen}
        joined={busy ? null : <Toggle visible={visible} />}
      />
      <Button kind={next || busy ? 'primary' : 'plain'} busy={busy} onPress={onOpen}>
        {busy && <span class="spinner" aria-hidden="true" />}
        {t(busy ? 'reveal.opening' : 'reveal.open')}
      </Button>
    </>
  )
}

function Toggle({ visible }: { visible: Signal<boolean> }) {
  const { t } = useTranslation()
  const turn = () => {
    visible.value = !visible.peek()
  }
  return <Button onPress={turn}>{t(visible.value ? 'reveal.hide' : 'reveal.show')}</Button>
}

type SecretProps = {
  secret: {
    payload: { text: string; note?: string }
    weak?: true
    visible: boolean
    copied: 'no' | 'yes' | 'failed'
  }
  onShow: () => unknown
  onHide: () => unknown
  onCopy: () => unknown
  /** What else there is to say of copying. */
  children?: ComponentChildren
}

/** The secret: covered until the person looks, and again when they look away. */
export function SecretText({ secret, onShow, onHide, onCopy, children }: SecretProps) {
  const { t } = useTranslation()
  const { payload, weak, visible, copied } = secret
  return (
    <>
      <div class="field">
        <div class="row">
          <label for="text">{t('reveal.shown')}</label>
          <Button kind="quiet" onPress={visible ? onHide : onShow}>
            {t(visible ? 'reveal.hide' : 'reveal.show')}
          </Button>
        </div>
        <textarea
          id="text"
          dir="auto"
          readOnly
          rows={visible ? Math.min(14, payload.text.split('\n').length + 1) : 2}
          value={visible ? payload.text : '••••••••••••'}
        />
      </div>
      {payload.note !== undefined && (
        <div class="field">
          <strong>{t('reveal.note')}</strong>
          <p class="note" dir="auto">
            {payload.note}
          </p>
        </div>
      )}
      {weak && (
        <Notice kind="care">
          <p>{t('reveal.weak')}</p>
        </Notice>
      )}
      <Button kind="primary" onPress={onCopy}>
        {t(copied === 'yes' ? 'reveal.copied' : 'reveal.copy')}
      </Button>
      <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
        {copied === 'yes' && t('reveal.copied')}
        {copied === 'failed' && t('reveal.copyFailed')}
      </p>
      {children}
    </>
  )
}
