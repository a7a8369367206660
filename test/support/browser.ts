import { vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import type { Toast } from '../../entrypoints/background/page-scripts'
import type { Replacement, SelectionReading } from '../../lib/domain/selection'
import { memoryArea } from './area'
import { type Context, createContext } from './browser-context'
import { errorName } from './network'
import { fewIterations } from './vault'
import { localeFile } from './words'

const origin = 'chrome-extension://test-extension-id'

/** A page in a tab, as far as scripts of ours reach into it. */
export type FakePage = {
  read?: SelectionReading
  put?: Replacement
  focus?: 'here' | 'inside' | 'away'
  isClosed?: true
}

/** A browser in memory: its storage outlasts its workers, which start anew, and are stopped wherever a test wants. */
export function startBrowser() {
  fakeBrowser.reset()
  const contexts = new Set<Context>()
  const areas = { local: memoryArea(), session: memoryArea(), managed: memoryArea() }
  const held = { permissions: new Set(['storage']), origins: new Set(['http://127.0.0.1/*']) }
  let next: Context['kind'] = 'worker'
  const state = {
    ...areas,
    held,
    keys: new Map<string, unknown>(),
    clipboard: { text: '', works: true },
    pages: new Map<number, FakePage>(),
    tabs: new Map<number, { id: number; url: string; incognito: boolean }>(),
    /** The toolbar button, which the browser forgets when it closes. */
    icon: { path: '', title: '' },
    toasts: [] as Toast[],
    puts: [] as string[],
    popups: { opened: 0, works: true },
    menu: [] as { id: string; targetUrlPatterns?: string[] }[],
    scripts: [] as { id: string; matches: string[] }[],
    /** Pages of ours that are open, but for the hidden one. */
    views: [] as unknown[],
    /** The extension's own files, as its code fetches them. */
    files: { works: true },
    /** How often it was asked to take an update now. */
    updated: { times: 0 },
    inFront: { incognito: false },
    /** Interfaces that this browser has not, such as `windows`. */
    lacks: new Set<string>(),
  }

  const fire = (event: string, ...args: unknown[]): unknown[] =>
    [...contexts].flatMap(context => context.dispatch(event, structuredClone(args)))

  const storage = (name: keyof typeof areas) => ({
    get: (keys: string | string[] | null) => areas[name].get(keys),
    getKeys: async () => [...areas[name].kept.keys()],
    setAccessLevel: async () => {},
    async set(items: Record<string, unknown>) {
      const before = await areas[name].get(Object.keys(items))
      await areas[name].set(items)
      changed(name, before, await areas[name].get(Object.keys(items)))
    },
    async remove(keys: string | string[]) {
      const before = await areas[name].get(keys)
      await areas[name].remove(keys)
      changed(name, before, {})
    },
  })
  function changed(name: string, before: Record<string, unknown>, after: Record<string, unknown>): void {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    const changes = keys.flatMap(key => {
      const [oldValue, newValue] = [before[key], after[key]]
      const values = {
        ...(oldValue === undefined ? {} : { oldValue }),
        ...(newValue === undefined ? {} : { newValue }),
      }
      return JSON.stringify(oldValue) === JSON.stringify(newValue) ? [] : [[key, values]]
    })
    if (changes.length > 0) fire(`storage.${name}.onChanged`, Object.fromEntries(changes))
  }

  /** To everybody but who says it; the first who answers is heard. */
  async function tell(message: unknown, from: Context | undefined, sender: object): Promise<unknown> {
    const said = JSON.parse(JSON.stringify(message))
    const promised = [...contexts]
      .filter(context => context !== from)
      .flatMap(context => {
        const gone = context.stopping.then(() => {
          throw new Error('A listener indicated an asynchronous response, but the message channel closed.')
        })
        gone.catch(() => {})
        const answers = context.dispatch('runtime.onMessage', [said, sender])
        return answers.flatMap(answer => (answer === undefined ? [] : Promise.race([answer, gone])))
      })
    if (promised.length === 0)
      throw new Error('Could not establish connection. Receiving end does not exist.')
    const answer = await Promise.race(promised)
    return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer))
  }

  /** Each has modules of its own, so one is loaded after the other. */
  let loading: Promise<unknown> = Promise.resolve()
  function load<T>(kind: Context['kind'], file: () => Promise<T>): Promise<T> {
    const loaded = loading.then(() => {
      vi.resetModules()
      // What a guess at the lock costs is no matter here.
      vi.doMock('../../lib/adapters/vault/passphrase-key', async original => ({
        ...(await original<object>()),
        lockIterations: fewIterations,
      }))
      next = kind
      return file()
    })
    loading = loaded.catch(() => {})
    return loaded
  }
  const openHiddenPage = async () =>
    void (await load('page', () => import('../../entrypoints/offscreen/main')))
  const hiddenPage = () => [...contexts].find(({ kind }) => kind === 'page')

  const matches = (url: string): boolean => [...held.origins].some(pattern => pattern === url)
  const page = (tabId: number): FakePage => {
    const found = state.pages.get(tabId)
    if (!found || found.isClosed) throw new Error('Cannot access contents of the page')
    return found
  }

  function attach() {
    const context = createContext(next)
    contexts.add(context)
    const { event } = context
    const api = {
      runtime: {
        id: 'test-extension-id',
        getURL: (path: string) => `${origin}${path}`,
        getManifest: () => ({ permissions: ['storage'], host_permissions: [], content_scripts: [] }),
        getPlatformInfo: async () => ({}),
        reload: async () => void state.updated.times++,
        sendMessage: (message: unknown) =>
          tell(message, context, { id: 'test-extension-id', url: `${origin}/offscreen.html` }),
        onMessage: event('runtime.onMessage'),
        onInstalled: event('runtime.onInstalled'),
        onStartup: event('runtime.onStartup'),
        onUpdateAvailable: event('runtime.onUpdateAvailable'),
      },
      storage: Object.fromEntries(
        (['local', 'session', 'managed'] as const).map(name => [
          name,
          { ...storage(name), onChanged: event(`storage.${name}.onChanged`) },
        ]),
      ),
      alarms: {
        create: (name: string, info: { when: number }) => fakeBrowser.alarms.create(name, info),
        clear: (name: string) => fakeBrowser.alarms.clear(name),
        get: (name: string) => fakeBrowser.alarms.get(name),
        onAlarm: event('alarms.onAlarm'),
      },
      action: {
        setBadgeText: (details: { text: string }) => fakeBrowser.action.setBadgeText(details),
        setBadgeBackgroundColor: async () => {},
        setIcon: async ({ path }: { path: Record<string, string> }) => {
          state.icon.path = path[16] ?? ''
        },
        getTitle: async () => state.icon.title,
        setTitle: async ({ title }: { title: string }) => {
          state.icon.title = title
        },
        async openPopup() {
          if (!state.popups.works) throw new Error('no window in front')
          state.popups.opened++
        },
      },
      notifications: {
        create: (id: string, options: never) => fakeBrowser.notifications.create(id, options),
        clear: (id: string) => fakeBrowser.notifications.clear(id),
        getAll: () => fakeBrowser.notifications.getAll(),
        onClicked: event('notifications.onClicked'),
        onButtonClicked: event('notifications.onButtonClicked'),
      },
      permissions: {
        contains: async ({
          permissions = [],
          origins = [],
        }: {
          permissions?: string[]
          origins?: string[]
        }) => permissions.every(name => held.permissions.has(name)) && origins.every(matches),
        getAll: async () => ({ permissions: [...held.permissions], origins: [...held.origins] }),
        async remove({ permissions = [], origins = [] }: { permissions?: string[]; origins?: string[] }) {
          for (const name of permissions) held.permissions.delete(name)
          for (const pattern of origins) held.origins.delete(pattern)
          return true
        },
        onAdded: event('permissions.onAdded'),
        onRemoved: event('permissions.onRemoved'),
      },
      contextMenus: {
        removeAll: async () => void state.menu.splice(0),
        create: async (item: (typeof state.menu)[number]) => void state.menu.push(item),
        onClicked: event('contextMenus.onClicked'),
      },
      commands: { onCommand: event('commands.onCommand') },
      webRequest: {
        onErrorOccurred: event('webRequest.onErrorOccurred'),
        onBeforeSendHeaders: event('webRequest.onBeforeSendHeaders'),
      },
      extension: { getViews: () => state.views },
      offscreen: {
        hasDocument: async () => hiddenPage() !== undefined,
        createDocument: openHiddenPage,
      },
      scripting: {
        async executeScript({ target, files, func, args = [] }: Script) {
          const { read, put = 'moved', focus = 'here' } = page(target.tabId)
          if (files?.includes('/selection-reader.js')) return [{ frameId: 0, result: read }]
          if (func?.name === 'keyboardIs') return [{ frameId: 0, result: focus }]
          if (func?.name === 'showToast') state.toasts.push(args[0] as Toast)
          if (func?.name === 'putInPlace') state.puts.push(String(args[1]))
          return [{ frameId: 0, result: func?.name === 'putInPlace' ? put : undefined }]
        },
        getRegisteredContentScripts: async () => state.scripts,
        registerContentScripts: async (scripts: typeof state.scripts) => void state.scripts.push(...scripts),
        updateContentScripts: async (scripts: typeof state.scripts) => {
          state.scripts.splice(0, state.scripts.length, ...scripts)
        },
        unregisterContentScripts: async () => void state.scripts.splice(0),
      },
      tabs: {
        async get(id: number) {
          const found = state.tabs.get(id)
          if (!found) throw new Error(`No tab with id: ${id}.`)
          return found
        },
        async update(id: number, { url }: { url: string }) {
          const found = state.tabs.get(id)
          if (!found) throw new Error(`No tab with id: ${id}.`)
          state.tabs.set(id, { ...found, url })
        },
        create: async ({ url }: { url: string }) => openTab(url),
        query: async () => [...state.tabs.values()].slice(-1),
      },
      windows: {
        getLastFocused: async () => state.inFront,
        create: async ({ url }: { url: string }) => ({ tabs: [openTab(url)] }),
      },
    }
    for (const path of state.lacks) {
      const names = path.split('.')
      const holder = names.slice(0, -1).reduce((found, name) => Reflect.get(found, name), api)
      Reflect.deleteProperty(holder, names.at(-1) ?? '')
    }
    return context.see(api)
  }
  type Script = {
    target: { tabId: number }
    files?: string[]
    func?: { name: string }
    args?: unknown[]
  }
  function openTab(url: string, incognito = false) {
    const tab = { id: state.tabs.size + 1, url, incognito }
    state.tabs.set(tab.id, tab)
    return tab
  }

  /** Web Locks: one at a time under a name, and given back by who is no more. */
  const queues = new Map<string, Promise<unknown>>()
  const locks = {
    request<T>(name: string, work: () => Promise<T>): Promise<T> {
      const running = (queues.get(name) ?? Promise.resolve()).then(work)
      const stopped = [...contexts].map(({ stopping }) => stopping)
      queues.set(name, Promise.race([running.catch(() => {}), ...stopped]))
      return running
    },
  }

  let copied: ((event: object) => void) | undefined
  const field = { value: '', focus() {}, select() {} }
  const clipboard = {
    writeText: async (text: string) => {
      if (!state.clipboard.works) throw new Error('Clipboard write was blocked')
      state.clipboard.text = text
    },
    readText: async () => state.clipboard.text,
  }
  vi.stubGlobal('navigator', { locks, onLine: true, clipboard })
  vi.stubGlobal('window', { close: () => hiddenPage() && stop('page') })
  vi.stubGlobal('document', {
    querySelector: () => field,
    addEventListener: (_: string, listener: typeof copied) => {
      copied = listener
    },
    execCommand(command: string) {
      if (command === 'paste') field.value = state.clipboard.text
      if (command === 'copy' && state.clipboard.works) {
        const setData = (_: string, text: string) => {
          state.clipboard.text = text
        }
        copied?.({ clipboardData: { setData }, preventDefault() {} })
      }
      return state.clipboard.works
    },
  })
  const fetched = globalThis.fetch
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('/')) {
      if (!state.files.works) throw new TypeError('Failed to fetch')
      return Response.json(await localeFile(url))
    }
    return fetched(url, init).catch((cause: unknown) => {
      fire('webRequest.onErrorOccurred', { url, tabId: -1, error: errorName(cause) ?? 'net::ERR_FAILED' })
      throw cause
    })
  })

  /** As the browser stops one; what it had under way never comes to an end. */
  function stop(kind: Context['kind']): void {
    for (const context of contexts) {
      if (context.kind !== kind) continue
      context.stop()
      contexts.delete(context)
    }
  }
  const worker = (): Context | undefined =>
    [...contexts].find(({ kind, isStopped }) => kind === 'worker' && !isStopped())

  const browser = {
    ...state,
    attach,
    /** An area as our pages write it: the background hears of it. */
    areaOf: storage,
    fire,
    openTab,
    worker,
    hiddenPage,
    stopWorker: () => stop('worker'),
    /** Starts a worker, as the browser does whenever it has something to tell and none runs. */
    async startWorker(): Promise<Context> {
      stop('worker')
      const { default: background } = await load('worker', () => import('../../entrypoints/background/index'))
      background.main()
      const started = worker()
      if (!started) throw new Error('the background has not spoken to the browser')
      return started
    },
    /** What one of our own pages asks; without `tabId` it is the popup. */
    send: (message: unknown, tabId?: number): Promise<unknown> =>
      tell(message, undefined, {
        id: 'test-extension-id',
        url: `${origin}/popup.html`,
        ...(tabId === undefined ? {} : { tab: { id: tabId } }),
      }),
    /** What anybody says. `undefined` when nobody answers. */
    say: (message: unknown, sender: object): Promise<unknown> =>
      tell(message, undefined, sender).catch(() => undefined),
    alarm: async (name: string) => (await fakeBrowser.alarms.get(name))?.scheduledTime,
    /** The alarm rings, as soon as it is due. */
    async ring(name: string): Promise<void> {
      const alarm = await fakeBrowser.alarms.get(name)
      if (!alarm) throw new Error(`no alarm is set for ${name}`)
      await fakeBrowser.alarms.clear(name)
      fire('alarms.onAlarm', alarm)
    },
    badge: () => fakeBrowser.action.getBadgeText({}),
    notifications: () => fakeBrowser.notifications.getAllCreateOptions(),
    allow(permissions: string[], origins: string[] = []): void {
      for (const name of permissions) held.permissions.add(name)
      for (const pattern of origins) held.origins.add(pattern)
      fire('permissions.onAdded', { permissions, origins })
    },
    /** Everything that lies on the disk, as text. */
    disk: () => JSON.stringify([...areas.local.kept]),
    memory: () => JSON.stringify([...areas.session.kept]),
    end(): void {
      for (const context of contexts) context.stop()
      vi.unstubAllGlobals()
      vi.unstubAllEnvs()
    },
  }
  Object.assign(globalThis, { cachetTestBrowser: browser })
  return browser
}
export type FakeBrowser = ReturnType<typeof startBrowser>

export const runningBrowser = (): FakeBrowser =>
  (globalThis as unknown as { cachetTestBrowser: FakeBrowser }).cachetTestBrowser
