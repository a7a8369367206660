/** Processes a list with at most `most` items in progress; results are in the list's order. */
export async function inParallel<T, R>(most: number, list: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = []
  const rest = list.entries()
  const worker = async () => {
    for (const [at, item] of rest) answers[at] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker))
  return answers
}
