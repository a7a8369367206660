/** What is said in a page. `offer`: a button with these words, for the link of the secret with this id. */
export type Toast = {
  words: string
  lang: string
  good: boolean
  offer?: { words: string; id: string; frameId: number; field: string }
}
