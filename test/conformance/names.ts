/** What a recorded server called things, and what ours calls them: keys, generated passwords, its own address. */
export class Names {
  readonly #ours = new Map<string, string>()
  readonly #taken = new Map<string, string>()
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  /** False when the recorded name, or ours, already belongs to another. */
  learn(recorded: string, ours: string): boolean {
    if (this.knows(recorded) || this.#taken.has(ours)) return this.#ours.get(recorded) === ours
    this.#ours.set(recorded, ours)
    this.#taken.set(ours, recorded)
    return true
  }

  knows(recorded: string): boolean {
    return this.#ours.has(recorded)
  }

  of(recorded: string): string {
    return this.#ours.get(recorded) ?? recorded
  }

  /** Our name for what the recording shows the beginning of. */
  beginning(recorded: string): string | undefined {
    const whole = [...this.#ours.keys()].find(key => key.startsWith(recorded))
    return whole && this.of(whole).slice(0, recorded.length)
  }

  /** A text with everything in it called by our names. */
  translate(text: string): string {
    return text
      .replace(/http:\/\/127\.0\.0\.1:39\d\d/g, this.origin)
      .replace(/(?<![0-9a-z])[0-9a-z]{31}(?:[0-9a-z]{31})?(?![0-9a-z])/g, key => this.of(key))
  }
}

export function isKey(text: string): boolean {
  return /^[0-9a-z]{31}(?:[0-9a-z]{31})?$/.test(text)
}
