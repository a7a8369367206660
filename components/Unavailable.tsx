import { useTranslation } from './translation'
import { Button } from './ui/Button'
import { Notice } from './ui/Notice'

type Props = {
  /** `notOpened`: the whole page, or the background; `notRead`: a part of the page. */
  what: 'notOpened' | 'notRead'
  again: () => unknown
}

/** Shown for content that is temporarily unavailable, instead of a blank or seemingly empty view. */
export function Unavailable({ what, again }: Props) {
  const { t } = useTranslation()
  return (
    <Notice kind="failure">
      <p>{t(`app.${what}`)}</p>
      <Button onPress={again}>{t('app.again')}</Button>
    </Notice>
  )
}

/** Replaces the whole page. */
export const PageNotOpened = ({ again }: { again: () => unknown }) => (
  <main>
    <Unavailable what="notOpened" again={again} />
  </main>
)
