import { Button } from './ui/Button'
import { Notice } from './ui/Notice'
import { useWords } from './words'

type Props = {
  /** The whole page; a part of it; or whatever it would have to ask for. */
  what: 'notOpened' | 'notRead' | 'noAnswer'
  again: () => unknown
}

/** Stands where something could not be had just now, so that nothing is blank and nothing seems empty. */
export function NotNow({ what, again }: Props) {
  const { t } = useWords()
  return (
    <Notice kind="failure">
      <p>{t(`app.${what}`)}</p>
      <Button onPress={again}>{t('app.again')}</Button>
    </Notice>
  )
}

/** In place of a whole page. */
export const NotOpened = ({ again }: { again: () => unknown }) => (
  <main>
    <NotNow what="notOpened" again={again} />
  </main>
)
