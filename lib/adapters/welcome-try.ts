import * as z from 'zod/mini'

/** What the background tells the welcome page in this tab: the person asked to share what is selected there. */
const Try = z.strictObject({ to: z.literal('welcome'), tabId: z.int() })

export const tryIn = (tabId: number): z.infer<typeof Try> => ({ to: 'welcome', tabId })
export const isTryIn = (raw: unknown, tabId: number | undefined): boolean =>
  Try.safeParse(raw).data?.tabId === tabId && tabId !== undefined
