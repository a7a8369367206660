import type { ReadonlySignal } from '@preact/signals'
import type { KnownPolicy as Known, Policy } from '../../lib/domain/policy'
import type { Format } from '../format'
import { serverName } from '../server-name'
import { type Translate, useTranslation } from '../translation'
import { Notice } from '../ui/Notice'

/** Whether there is anything to show. */
export const hasRules = (rules: Known): boolean => rules === 'broken' || Object.keys(rules).length > 0

/** The organisation's policy, in plain language. */
export function PolicyRules({ rules }: { rules: ReadonlySignal<Known> }) {
  const { t, format } = useTranslation()
  const known = rules.value
  if (known === 'broken') {
    return (
      <Notice kind="care">
        <p>{t('policy.broken')}</p>
      </Notice>
    )
  }
  return (
    <>
      <p class="hint">{t('policy.forced')}</p>
      <ul class="rules">
        {sentences(t, format, known).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

const day = 86_400

/** One sentence per rule; a rule explicitly turned off gets none. */
function sentences(t: Translate, format: Format, policy: Policy): string[] {
  const { allowedServers, defaultServer, opener, longestLifetime, historyRetention } = policy
  const named = (servers: string[]) => format.list(servers.map(origin => serverName(t, origin)))
  return [
    allowedServers && t('policy.rule.allowedServers', [named(allowedServers)]),
    defaultServer && t('policy.rule.defaultServer', [named([defaultServer])]),
    policy.sealedRequired && t('policy.rule.sealedRequired'),
    policy.passphraseRequired && t('policy.rule.passphraseRequired'),
    policy.accountRequired && t('policy.rule.accountRequired'),
    longestLifetime && t('policy.rule.longestLifetime', [format.duration(longestLifetime)]),
    opener && t('policy.rule.opener', [opener]),
    historyRetention && t('policy.rule.historyRetention', [format.duration(historyRetention * day)]),
  ].filter(sentence => typeof sentence === 'string')
}
