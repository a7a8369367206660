/**
 * The oldest browsers that the opener page works in: by what it uses of them, and its build lowers newer syntax
 * for them. iOS has Safari's numbers, Edge and Android Chrome's.
 */
export const oldestBrowsers = { safari: '16.4', chrome: '103', firefox: '113' } as const
