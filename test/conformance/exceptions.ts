/** Recorded v1 exchanges that are not replayed, and why. They count against the share. */
export const unplayed: Readonly<Record<string, string>> = {}

const older =
  'the list was cut and holds secrets from before the recording: its fields are compared, not its entries'

/** Replayed, but not compared to the last character. */
export const comparedInPart: Readonly<Record<string, string>> = {
  'recent-auth-alice': older,
  'expired-recent': older,
  'session-cookie-and-basic-recent': older,
}
