/**
 * Does one step of the journey. What goes wrong is said as a sentence that begins with what was tried; the browser's
 * own words, which are long, are cut to their first line.
 */
export async function step<Result>(trying: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`Could not ${trying}: ${reason.split('\n')[0]}`, { cause })
  }
}
