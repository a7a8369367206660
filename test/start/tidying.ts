type Undo = () => unknown

export type Tidying = {
  /** Something has been started: this ends it. */
  later(undo: Undo): void
  /** Ends everything, the last first. Asked again, it waits for the same end. */
  tidy(): Promise<void>
}

/** However this program ends, nothing that it started outlives it. */
export function createTidying(): Tidying {
  const undos: Undo[] = []
  let tidied: Promise<void> | undefined

  async function undoAll(): Promise<void> {
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      try {
        await undo()
      } catch {
        // It had ended already; the others still have to.
      }
    }
  }

  return {
    later: undo => void undos.push(undo),
    tidy() {
      tidied ??= undoAll()
      return tidied
    },
  }
}
