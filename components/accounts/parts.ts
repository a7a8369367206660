/** What can be wrong of an account before anybody is asked. */
export type Part = 'name' | 'user' | 'token'

const parts: Readonly<Record<Part, RegExp>> = {
  name: /\S/,
  // A colon would end it before the token begins (RFC 7617 §2).
  user: /^\s*[^:\s][^:]*$/,
  token: /^\s*\S+\s*$/,
}

/** The first part that is missing, or cannot be right. */
export const wrongIn = (typed: Partial<Record<Part, string>>): Part | undefined =>
  (['name', 'user', 'token'] as const).find(
    part => typed[part] !== undefined && !parts[part].test(typed[part]),
  )
