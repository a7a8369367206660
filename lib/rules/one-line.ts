/**
 * A stranger's words, such as a server's, as they may stand on a page: one line, without control and direction
 * characters or halves of characters, and of so many UTF-16 units at most.
 */
export const oneLine = (text: string, most: number): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, most)
    .replace(/[\p{Cs}\s]+$/u, '')
