import { makeKey } from './keys'

/** A browser's cookies: every visitor gets one, and some belong to people who signed in. */
export function makeSessions(name: string) {
  const people = new Set<string>()
  return {
    fresh: (): string => `${name}=${makeKey(64)}; path=/; httponly; samesite=strict`,
    /** The `Cookie` header of somebody who has just signed in on the site. */
    signIn(): string {
      const cookie = `${name}=${makeKey(64)}`
      people.add(cookie)
      return cookie
    },
    signedIn: (header: string): boolean => header.split(/;\s*/).some(cookie => people.has(cookie)),
  }
}

export type Sessions = ReturnType<typeof makeSessions>
