/** The rows whose end was another one before this was mended: seen, each, in its browser. All others held. */
export const lostBefore: ReadonlySet<string> = new Set([])
