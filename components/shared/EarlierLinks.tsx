import type { RecentLink } from '../../lib/domain/share-outcome'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { type EarlierLinksModel, partsOf } from './earlier-links'

/** Shown under the card or above the composer: no link disappears before someone has copied it. */
export function EarlierLinks({ model }: { model: EarlierLinksModel }) {
  const { t } = useTranslation()
  const links = model.links.value
  const said = model.said.value
  const words = said === 'yes' ? t('shared.copiedAgain') : said === 'failed' ? t('shared.apartFailed') : ''
  if (links.length === 0)
    return (
      <p class="unseen" role="status">
        {words}
      </p>
    )
  return (
    <section class="earlier" aria-labelledby="earlier">
      <h2 id="earlier">{t('earlier.title')}</h2>
      <ul>
        {links.map(link => (
          <Link key={link.shared.id} link={link} model={model} />
        ))}
      </ul>
      <p class={said === 'failed' ? 'hint' : 'unseen'} role="status">
        {words}
      </p>
    </section>
  )
}

function Link({ link, model }: { link: RecentLink; model: EarlierLinksModel }) {
  const { t, format } = useTranslation()
  const { batch } = link.shared
  return (
    <li>
      <p>
        {batch && `${t('composer.room', [format.number(batch.number), format.number(batch.of)])} · `}
        {serverName(t, link.shared.server)} · {t('shared.until', [format.time(link.until)])}
      </p>
      <div class="ways">
        {partsOf(link).map(part => (
          <Button key={part} onPress={() => model.take(link, part)}>
            {t(part === 'link' ? 'shared.copy' : 'earlier.value')}
          </Button>
        ))}
        <Button kind="quiet" onPress={() => model.forget(link)}>
          {t('history.forgetYes')}
        </Button>
      </div>
    </li>
  )
}
