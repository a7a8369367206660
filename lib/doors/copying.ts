/** Milliseconds. A clipboard that has not answered by then will not: the person is told, and nothing waits for it. */
export const patience = 3_000

/** Copies, or gives up. Never rejects, and never hangs: a clipboard must not hold up a link. */
export function copyInTime(
  copy: (text: string) => Promise<boolean>,
  text: string,
  ms: number = patience,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>(resolve => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const copied = copy(text).catch(() => false)
  return Promise.race([copied, late]).finally(() => clearTimeout(timer))
}
