import * as z from 'zod/mini'
import { KeptLink, Outcome } from '../rules/outcome'
import { type Area, type Cell, cell } from './storage'

/** The last share, in memory: what the popup shows when it opens again. */
export const createOutcome = (session: Area): Cell<Outcome> => cell(session, 'outcome', Outcome)

/** Links of earlier shares that nobody has taken yet, in memory; the newest first. */
export const createEarlier = (session: Area): Cell<KeptLink[]> => cell(session, 'earlier', z.array(KeptLink))
