import { Field } from '../ui/Field'
import { useWords } from '../words'
import { Heading } from './Heading'
import { type Opener as Model, needsPassphrase } from './model'
import { Passphrase } from './Passphrase'
import { SealedField } from './SealedField'

/** For whoever comes without a link, or with a broken one: what is needed, in any order. */
export function Gathering({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <main>
      <Heading>{t('opener.title')}</Heading>
      <p>{t('opener.gather')}</p>
      <LinkField model={model} />
      {model.now().link.at === 'keyless' && <KeyField model={model} />}
      <Field id="sealed" label={t('opener.sealed')}>
        <SealedField model={model} hint={t('opener.sealedLine')} />
      </Field>
      {needsPassphrase(model.now()) && (
        <Field id="passphrase" label={t('opener.passphrase')}>
          <Passphrase model={model} />
        </Field>
      )}
    </main>
  )
}

function LinkField({ model }: { model: Model }) {
  const { t } = useWords()
  const { link, typed } = model.now()
  const wrong = link.at === 'wrong'
  return (
    <Field id="link" label={t('opener.link')}>
      <textarea
        id="link"
        dir="ltr"
        rows={2}
        spellcheck={false}
        autocomplete="off"
        placeholder={t('opener.pasteHere')}
        aria-invalid={wrong}
        aria-describedby="link-line"
        value={typed.link}
        onInput={event => void model.write({ link: event.currentTarget.value })}
      />
      <p class="hint" id="link-line" role={wrong ? 'alert' : 'status'}>
        {link.at === 'none' && t('opener.linkLine')}
        {link.at === 'key' && t('opener.keyAlone')}
        {link.at === 'wrong' && t(`fault.${link.why}`)}
        {link.at === 'keyless' && t('fault.needsKey')}
      </p>
    </Field>
  )
}

function KeyField({ model }: { model: Model }) {
  const { t } = useWords()
  const { link, typed } = model.now()
  const wrong = link.at === 'keyless' && link.why === 'linkDamaged'
  return (
    <Field id="key" label={t('opener.key')}>
      <input
        id="key"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        aria-invalid={wrong}
        aria-describedby="key-line"
        value={typed.key}
        onInput={event => void model.write({ key: event.currentTarget.value })}
      />
      <p class="hint" id="key-line" role="status">
        {t(wrong ? 'opener.keyUnfit' : 'opener.keyLine')}
      </p>
    </Field>
  )
}
