import type { Plan } from '../../lib/journeys/restore'
import { serverName } from '../server-name'
import type { wordsIn } from '../words'

const day = 86_400

/**
 * One sentence for everything that would change, with its new value wherever that decides where secrets and their
 * readers go: the file may come from anybody.
 */
export function newValues({ t, format }: ReturnType<typeof wordsIn>, settings: Plan['settings']): string[] {
  const { sharing, remember, limits, opener, message, tokenDays, retention, keepPrivate, generator, lock } =
    settings
  const days = (count: number) => format.duration(count * day)
  return [
    sharing &&
      t('backup.part.sharing', [
        t(`composer.${sharing.mode}`),
        serverName(t, sharing.server),
        format.duration(sharing.ttl),
      ]),
    remember && t(`backup.part.${remember}`),
    limits && t('backup.part.limits'),
    'opener' in settings &&
      (opener === undefined ? t('backup.part.noOpener') : t('backup.part.opener', [opener])),
    'message' in settings &&
      (message === undefined ? t('backup.part.noMessage') : t('backup.part.message', [message])),
    tokenDays !== undefined &&
      (tokenDays === 0 ? t('backup.part.noTokenDays') : t('backup.part.tokenDays', [days(tokenDays)])),
    retention && t('backup.part.retention', [days(retention)]),
    keepPrivate !== undefined && t(keepPrivate ? 'backup.part.keepPrivate' : 'backup.part.notPrivate'),
    generator && t('backup.part.generator'),
    lock &&
      (lock.after === null
        ? t('backup.part.lockAtEnd')
        : t('backup.part.lock', [format.duration(lock.after * 60)])),
    lock && t(lock.sharing ? 'backup.part.lockSharing' : 'backup.part.lockSilent'),
  ].filter(sentence => typeof sentence === 'string')
}
