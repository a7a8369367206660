import { defineConfig } from 'wxt'

/** The regions are fixed origins; every other server is asked for when it is first used. */
const regions = ['us', 'eu', 'ca', 'nz', 'uk'].map(region => `https://${region}.onetimesecret.com/*`)

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    short_name: 'Cachet',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'alarms',
      'clipboardWrite',
      'contextMenus',
      'scripting',
      'storage',
      'webRequest',
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    host_permissions: regions,
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    action: { default_title: '__MSG_app_name__' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+C' } },
      'share-selection': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_app_command__',
      },
    },
    content_security_policy: {
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' https: http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'cachet@cachet.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '127' }),
  }),
})
