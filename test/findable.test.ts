import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Features in the words of somebody who has never seen this code, and the file that each must lead to. */
const features: Record<string, string> = {
  'AES GCM': 'lib/adapters/vault/aes-gcm.ts',
  'JWE envelope': 'lib/domain/jwe-envelope.ts',
  'account store': 'lib/adapters/account-store.ts',
  alarms: 'entrypoints/background/alarms.ts',
  'backup file': 'lib/adapters/backup-file.ts',
  badge: 'entrypoints/background/badge-and-notifications.ts',
  'batch card': 'components/shared/BatchCard.tsx',
  'burn question': 'components/BurnQuestion.tsx',
  'chosen file': 'components/composer/ChosenFile.tsx',
  'clipboard timeout': 'lib/usecases/clipboard-timeout.ts',
  'concurrency limit': 'lib/domain/concurrency-limit.ts',
  'content script messages': 'lib/adapters/content-script-messages.ts',
  'context menu': 'entrypoints/background/commands-and-context-menu.ts',
  'copy button': 'components/CopyButton.tsx',
  'corrupt storage': 'lib/adapters/corrupt-storage.ts',
  'draft store': 'lib/adapters/draft-store.ts',
  'erase everything': 'lib/usecases/erase-everything.ts',
  'export history': 'lib/usecases/export-history.ts',
  'fault messages': 'components/fault-messages.ts',
  'generator options': 'lib/domain/generator-options.ts',
  'history entry': 'lib/domain/history-entry.ts',
  'import exclusions': 'lib/adapters/import-exclusions.ts',
  'keyboard shortcuts': 'entrypoints/options/keyboard-shortcuts.ts',
  'lost answer': 'lib/usecases/lost-answer.ts',
  'key store': 'entrypoints/background/key-store.ts',
  'message handlers': 'entrypoints/background/message-handlers.ts',
  mutex: 'lib/adapters/keyed-mutex.ts',
  'nearest region': 'lib/domain/nearest-region.ts',
  'network error': 'lib/domain/network-error.ts',
  'offscreen page': 'lib/adapters/offscreen-page.ts',
  'oldest browsers': 'components/opener/oldest-browsers.ts',
  padding: 'lib/domain/padding.ts',
  'password strength': 'lib/domain/password-strength.ts',
  permissions: 'lib/adapters/permissions.ts',
  'policy store': 'lib/adapters/policy-store.ts',
  'private window': 'entrypoints/background/private-window.ts',
  'QR code': 'components/shared/qr-code.ts',
  random: 'lib/domain/random.ts',
  'recipient message': 'components/shared/recipient-message.ts',
  'recipient steps': 'lib/domain/recipient-steps.ts',
  'redirect sealed link': 'lib/usecases/redirect-sealed-link.ts',
  'restore backup': 'lib/usecases/restore-backup.ts',
  retention: 'lib/usecases/retention.ts',
  'rewritten link': 'lib/domain/rewritten-link.ts',
  'safe file name': 'lib/domain/safe-file-name.ts',
  'session encryption': 'lib/adapters/session-encryption.ts',
  'shadow roots': 'entrypoints/selection-reader/shadow-roots.ts',
  'share selection': 'lib/usecases/share-selection.ts',
  'shared file': 'lib/domain/shared-file.ts',
  'tab store': 'lib/adapters/received/tab-store.ts',
  toast: 'entrypoints/background/toast.ts',
  'unlock screen': 'components/lock/UnlockScreen.tsx',
  'unsaved work': 'lib/adapters/unsaved-work.ts',
  'watch secrets': 'lib/usecases/watch-secrets.ts',
  'welcome page': 'entrypoints/background/welcome-page.ts',
  wordlist: 'entrypoints/popup/wordlist.ts',
}

/** The words of a name: `QrCode.tsx` and `qr-code.ts` have `qr` and `code`. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/\.tsx?$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)

const files = ['lib', 'components', 'entrypoints']
  .flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
  )
  .filter(file => /\.tsx?$/.test(file))

/** As a search for files by name does: the files whose names have every word. */
function search(query: string): string[] {
  const wanted = wordsOf(query)
  return files.filter(file => {
    const words = wordsOf(file.slice(file.lastIndexOf('/') + 1))
    return wanted.every(word => words.includes(word))
  })
}

test.each(Object.entries(features))('“%s” leads to one file by its name', (words, file) => {
  expect(search(words)).toEqual([file])
})
test('forty features are looked for', () => {
  expect(Object.keys(features).length).toBeGreaterThanOrEqual(40)
})
