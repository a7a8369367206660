import type { Profile } from '../../server/server'

/** The oldest and the newest kind of server; those in between are tried over HTTP, without a browser. */
export const outerGenerations = ['0.18', '0.26'] as const satisfies Profile[]
