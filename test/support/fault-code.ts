import { Fault } from '../../lib/domain/fault'

/** With which fault it fails, if it does. */
export const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no fault',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  )
