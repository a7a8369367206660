import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { Notice } from './ui/Notice'

type Props = {
  /** The whole page; a part of it; or whatever it would have to ask for. */
  what: 'notOpened' | 'notRead' | 'noAnswer'
  again: () => unknown
}

/** Stands where something could not be had just now, so that nothing is blank and nothing seems empty. */
export function Unavailable({ what, again }: Props) {
  const { t } = useTranslation()
  return (
    <Notice kind="failure">
      <p>{t(`app.${what}`)}</p>
      <Button onPress={again}>{t('app.again')}</Button>
    </Notice>
  )
}

/** In place of a whole page. */
export const PageNotOpened = ({ again }: { again: () => unknown }) => (
  <main>
    <Unavailable what="notOpened" again={again} />
  </main>
)
