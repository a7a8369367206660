/** What a pool must know of a kind of browser. */
type Kind<Launch, Browser> = {
  start(launch: Launch): Promise<Browser>
  /** Makes it as it was after its first start. */
  wipe(browser: Browser): Promise<void>
  close(browser: Browser): Promise<void>
}

/** The browsers of one test process: kept from test to test, and wiped in between. */
export type BrowserPool<Launch, Browser> = {
  /** A browser started like this, as after its first start. Given back before another is borrowed. */
  borrow(launch: Launch): Promise<{ browser: Browser; giveBack: () => Promise<void> }>
  close(): Promise<void>
}

/** So many are alive at a time in a process: an English one, and one that a few tests want otherwise. */
const most = 2

export function createBrowserPool<Launch, Browser>(
  kind: Kind<Launch, Browser>,
): BrowserPool<Launch, Browser> {
  // The one that was used last stands last.
  const kept = new Map<string, Browser>()

  async function drop(key: string, browser: Browser): Promise<void> {
    kept.delete(key)
    await kind.close(browser)
  }
  async function start(launch: Launch): Promise<Browser> {
    const [oldest] = kept
    if (oldest && kept.size >= most) await drop(...oldest)
    return kind.start(launch)
  }

  return {
    async borrow(launch) {
      const key = JSON.stringify(launch)
      const browser = kept.get(key) ?? (await start(launch))
      kept.delete(key)
      kept.set(key, browser)
      return {
        browser,
        async giveBack() {
          try {
            await kind.wipe(browser)
          } catch (cause) {
            // Whatever a test has done to it: the next one gets another.
            await drop(key, browser).catch(() => {})
            throw new Error('The browser could not be wiped', { cause })
          }
        },
      }
    },
    async close() {
      await Promise.all([...kept].map(([key, browser]) => drop(key, browser)))
    },
  }
}
