import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useWords } from '../words'
import { Heading } from './Heading'
import type { Opener as Model } from './model'

/** Said before anybody presses the server's button: what is shown there once could not be opened here. */
export function Unable() {
  const { t } = useWords()
  return (
    <main>
      <Heading>{t('opener.title')}</Heading>
      <Notice kind="failure">
        <p>{t('opener.unable')}</p>
      </Notice>
    </main>
  )
}

export function Forgotten({ model }: { model: Model }) {
  const { t } = useWords()
  return (
    <main>
      <Heading>{t('opener.forgotten')}</Heading>
      <p>{t('opener.forgottenLine')}</p>
      <div>
        <Button onPress={model.startOver}>{t('opener.another')}</Button>
      </div>
    </main>
  )
}
