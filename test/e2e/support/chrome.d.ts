/** What Chromium calls `chrome`, for the functions that tests run in the extension's own pages and worker. */
declare const chrome: typeof import('@wxt-dev/browser').browser
