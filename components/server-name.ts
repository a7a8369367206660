import { regionOf } from '../lib/domain/server'
import type { Translate } from './translation'

/** A region by its place name, any other server by its host. */
export function serverName(t: Translate, origin: string): string {
  const region = regionOf(origin)
  return region
    ? (new Intl.DisplayNames(t('language'), { type: 'region' }).of(region.toUpperCase()) ?? region)
    : new URL(origin).host
}
