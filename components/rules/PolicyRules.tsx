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
      <ul class="rules">
        {sentences(t, format, known).map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <dl class="set">
        {values(t, format, known).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const day = 86_400

/** One sentence for each rule that asks something; a rule explicitly turned off gets none. */
function sentences(t: Translate, format: Format, policy: Policy): string[] {
  const { longestLifetime } = policy
  return [
    policy.sealedRequired && t('policy.rule.sealedRequired'),
    policy.passphraseRequired && t('policy.rule.passphraseRequired'),
    policy.accountRequired && t('policy.rule.accountRequired'),
    longestLifetime && t('policy.rule.longestLifetime', [format.duration(longestLifetime)]),
  ].filter(sentence => typeof sentence === 'string')
}

/** What the policy sets to a value: the label of its setting, and the value. */
function values(t: Translate, format: Format, policy: Policy): [label: string, value: string][] {
  const { allowedServers, defaultServer, opener, historyRetention } = policy
  const name = (origin: string) => serverName(t, origin)
  return [
    ...(allowedServers ? [pair(t('servers.title'), format.list(allowedServers.map(name)))] : []),
    ...(defaultServer ? [pair(t('accounts.preferred'), name(defaultServer))] : []),
    ...(opener ? [pair(t('options.opener'), opener)] : []),
    ...(historyRetention ? [pair(t('options.retention'), format.duration(historyRetention * day))] : []),
  ]
}

const pair = (label: string, value: string): [string, string] => [label, value]
