import { serverName } from '../server-name'
import { useWords } from '../words'
import type { Plan } from './model'
import { newValues } from './new-values'

/** What restoring would do, before it is done. */
export function Planned({ plan }: { plan: Plan }) {
  const words = useWords()
  const { t, format } = words
  const named = (servers: string[]) => format.list(servers.map(origin => serverName(t, origin)))
  return (
    <>
      <p>{t('backup.would')}</p>
      <ul class="rules">
        {newValues(words, plan.settings).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
        {plan.servers.length > 0 && <li>{t('backup.servers', [named(plan.servers)])}</li>}
        {plan.accounts.map(({ id, name, server }) => (
          <li key={id}>{t('backup.account', [name, serverName(t, server)])}</li>
        ))}
        {plan.leftOut.length > 0 && <li>{t('backup.leftOut', [named(plan.leftOut)])}</li>}
      </ul>
      {plan.servers.length > 0 && <p class="hint">{t('backup.asks')}</p>}
    </>
  )
}
