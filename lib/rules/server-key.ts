/** How servers of all generations name a secret and its receipt, as part of a pattern. */
export const keyPattern = String.raw`[\w-]{1,128}`
export const wholeKey = new RegExp(`^${keyPattern}$`)
