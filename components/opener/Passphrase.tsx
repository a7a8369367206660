import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/Button'
import { useWords } from '../words'
import { keyOf, type Opener as Model } from './model'

const visible = { type: 'text' } as const
const masked = { type: 'password' } as const

/** What the sender told in another way. Its label is somebody else's and names `passphrase`. */
export function Passphrase({ model }: { model: Model }) {
  const { t } = useWords()
  const [shown, setShown] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const { stage, sealed, typed } = model.now()
  const wrong = stage.at === 'gathering' && stage.failure === 'wrongPassphrase'
  const next = sealed.at === 'found' && keyOf(model.now()) !== undefined
  useEffect(() => {
    if (next || wrong) field.current?.focus()
  }, [next, wrong])
  // Together with the sentence: what is typed at once does not come after the wrong one.
  useLayoutEffect(() => {
    if (wrong) field.current?.select()
  }, [wrong])
  return (
    <>
      <div class="joined">
        <input
          ref={field}
          id="passphrase"
          {...(shown ? visible : masked)}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={wrong}
          aria-describedby="passphrase-line"
          value={typed.passphrase}
          onInput={event => void model.write({ passphrase: event.currentTarget.value })}
          onKeyDown={event => {
            if (event.key === 'Enter') void model.unseal()
          }}
        />
        <Button onPress={() => setShown(!shown)}>{t(shown ? 'opener.hide' : 'opener.show')}</Button>
      </div>
      <p class="hint" id="passphrase-line" role="status">
        {t(wrong ? 'opener.wrongPassphrase' : 'opener.passphraseLine')}
      </p>
      <Button kind={next ? 'primary' : 'plain'} busy={stage.at === 'opening'} onPress={model.unseal}>
        {t(stage.at === 'opening' ? 'opener.opening' : 'opener.open')}
      </Button>
    </>
  )
}
