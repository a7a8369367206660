import type { Entry } from './entry'

/** What a person may want to be told of at once. That a server lost track of a secret is not among it. */
export type News = 'read' | 'expired' | 'burned'

export const newsOf = ({ news, state }: Entry): News | undefined =>
  news && (state === 'read' || state === 'expired' || state === 'burned') ? state : undefined

export const countNews = (entries: Entry[]): number => entries.filter(({ news }) => news).length
