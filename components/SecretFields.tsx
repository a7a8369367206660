import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Payload } from '../lib/domain/payload'
import { payloadText } from '../lib/domain/shared-file'
import { message } from './fault-reasons'
import { ReceivedFile } from './ReceivedFile'
import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { Notice } from './ui/Notice'
import { TextField } from './ui/TextField'

type KeyProps = {
  hint?: string | undefined
  wrong: boolean
  value: string
  onType: (text: string) => void
  /** Omitted if every keystroke is acted on. */
  onGive?: () => unknown
}

/** Field for a key that was sent separately from the link. */
export function KeyField({ hint, wrong, value, onType, onGive }: KeyProps) {
  const { t } = useTranslation()
  return (
    <TextField
      id="key"
      label={t('reveal.key')}
      hint={hint}
      dir="ltr"
      spellcheck={false}
      placeholder="c1.…"
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
  /** Omitted if an existing label names `passphrase`. */
  label?: string
  hint?: string
  value: string
  /** Whether this is the next thing to do. */
  next: boolean
  wrong: boolean
  busy: boolean
  onType: (text: string) => void
  onOpen: () => unknown
}

/** Form for the sender's passphrase. It can be retried any number of times. */
export function PassphraseForm({ label, hint, value, next, wrong, busy, onType, onOpen }: PassphraseProps) {
  const { t } = useTranslation()
  const visible = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (next || wrong) field.current?.focus()
  }, [next, wrong])
  // A layout effect, so that it runs as the message appears: typing then replaces the wrong passphrase.
  useLayoutEffect(() => {
    if (wrong) field.current?.select()
  }, [wrong])
  return (
    <>
      <TextField
        id="passphrase"
        label={label}
        hint={wrong ? message(t, t('fault.wrongPassphrase')) : hint}
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
  return <Button onPress={turn}>{t(visible.value ? 'composer.hide' : 'composer.show')}</Button>
}

type SecretProps = {
  secret: {
    payload: Payload
    weak?: true
    visible: boolean
    copied: 'no' | 'yes' | 'failed'
  }
  onShow: () => unknown
  onHide: () => unknown
  onCopy: () => unknown
  /** Anything more to say about copying. */
  children?: ComponentChildren
}

/**
 * The secret: hidden until the person reveals it, and hidden again when they look away. A file is saved; if it
 * is a text, it can be read here first.
 */
export function SecretText({ secret, onShow, onHide, onCopy, children }: SecretProps) {
  const { t } = useTranslation()
  const { payload, weak, visible, copied } = secret
  const text = payloadText(payload)
  return (
    <>
      {payload.file && <ReceivedFile file={payload.file} isText={text !== undefined} />}
      {text !== undefined && (
        <div class="field">
          <div class="row">
            <label for="text">{t(payload.file ? 'file.is.text' : 'reveal.shown')}</label>
            <Button kind="quiet" onPress={visible ? onHide : onShow}>
              {t(visible ? 'composer.hide' : 'composer.show')}
            </Button>
          </div>
          <textarea
            id="text"
            dir="auto"
            autocomplete="off"
            readOnly
            rows={visible ? Math.min(14, text.split('\n').length + 1) : 2}
            value={visible ? text : '••••••••••••'}
          />
        </div>
      )}
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
      {text !== undefined && (
        <>
          <Button kind={payload.file ? 'plain' : 'primary'} onPress={onCopy}>
            {t(copied === 'yes' ? 'shared.copiedAgain' : 'reveal.copy')}
          </Button>
          <p class={copied === 'failed' ? 'hint' : 'unseen'} role="status">
            {copied === 'yes' && t('shared.copiedAgain')}
            {copied === 'failed' && t('shared.copyFailed')}
          </p>
          {children}
        </>
      )}
    </>
  )
}
