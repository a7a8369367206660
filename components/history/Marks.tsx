import type { Entry } from '../../lib/rules/entry'
import { serverName } from '../server-name'
import { useWords } from '../words'
import { momentOf } from './life'
import type { History } from './model'

type Props = { model: History; entry: Entry }

/** The small print of a row: since or until when, where it is kept, how it is protected. */
export function Marks({ model, entry }: Props) {
  const { t } = useWords()
  const { server, sealed, passphrase, recipient, imported } = entry
  const account = entry.account === null ? undefined : model.accountNames.value.get(entry.account)
  return (
    <span class="marks">
      <When model={model} entry={entry} />
      <span>{serverName(t, server)}</span>
      {account !== undefined && <span>{account}</span>}
      {recipient !== undefined && <span>{t('history.for', [recipient])}</span>}
      <span>{sealed ? t('history.sealed') : t('history.standard')}</span>
      {passphrase && <span>{t('history.passphrase')}</span>}
      {imported && <span>{t('history.imported')}</span>}
    </span>
  )
}

function When({ model, entry }: Props) {
  const { t, format } = useWords()
  const now = model.now.value
  const words = format.relative(momentOf(entry), now)
  if (entry.state !== 'waiting') return <span class="when">{words}</span>
  return <span class="when">{entry.expires > now ? t('history.expires', [words]) : t('history.timeUp')}</span>
}
