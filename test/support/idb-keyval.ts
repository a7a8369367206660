import { runningBrowser } from './browser'

// What `idb-keyval` is in unit tests, where there is no IndexedDB.
export const createStore = (): Map<string, unknown> => runningBrowser().keys
export const get = async (key: string, store: Map<string, unknown>): Promise<unknown> => store.get(key)
export const set = async (key: string, value: unknown, store: Map<string, unknown>): Promise<void> =>
  void store.set(key, value)
export const del = async (key: string, store: Map<string, unknown>): Promise<void> => void store.delete(key)
