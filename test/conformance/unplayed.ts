import type { Profile } from '../server/profiles'

/** Recorded v1 exchanges that are not replayed, and why. They count against the share. */
export const unplayed: Readonly<Partial<Record<Profile, Readonly<Record<string, string>>>>> = {}
