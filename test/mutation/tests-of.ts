import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { root } from '../tools/root'

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => /\.tsx?$/.test(file))

const sources = ['lib', 'test/lib', 'test/support', 'components', 'test/components'].flatMap(below)
/** They take longer than all the others together, and what they prove is not in one file. */
const slow = /interop\.test\.ts$|profiles\.test\.ts$/

const imports = new Map(
  sources.map(file => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].flatMap(
      ([, name = '']) => ['.ts', '.tsx'].map(ending => normalize(join(dirname(file), name)) + ending),
    ),
  ]),
)

/** The files of `lib/` whose mutants are counted: rules and doors. Those of types alone have none. */
export const mutated = (): string[] => below('lib').filter(file => /^lib\/(domain|adapters)\//.test(file))

/** Where a file's rules are tested that has no test of its own, or not only there. */
const besides: Record<string, string[]> = {
  'lib/domain/seen-receipts.ts': ['usecases/import-account-secrets'],
  'lib/domain/rewritten-link.ts': ['domain/read-link', 'domain/read-target', 'domain/link'],
  'lib/domain/plaintext.ts': ['domain/jwe-envelope'],
  'lib/domain/account.ts': ['usecases/edit-accounts', 'usecases/watch-secrets'],
  'lib/adapters/versioned-record.ts': [
    'adapters/settings-store',
    'adapters/account-store',
    'adapters/corrupt-storage',
  ],
  'lib/adapters/vault/passphrase-key.ts': ['adapters/vault'],
  'lib/adapters/draft-store.ts': ['usecases/share-selection', 'usecases/lock'],
  'lib/adapters/deposits-v1.ts': ['profiles'],
  'lib/adapters/account-secrets.ts': ['usecases/import-account-secrets', 'usecases/watch-secrets'],
  'lib/adapters/account-store.ts': [
    'adapters/message-shapes',
    'usecases/edit-accounts',
    'usecases/restore-backup',
  ],
  'lib/adapters/api/answers.ts': ['adapters/api/receipt', 'adapters/api/api', 'adapters/api/account-api'],
  'lib/adapters/api/api.ts': ['adapters/api/account-api'],
  'lib/adapters/api/request.ts': ['adapters/api/api'],
  'lib/adapters/api/secret-answer.ts': [
    'adapters/message-shapes',
    'adapters/received-store',
    'usecases/retrieve-secret',
  ],
  'lib/adapters/clipboard-digest.ts': ['usecases/clipboard-timeout', 'adapters/message-shapes'],
  'lib/adapters/history-store.ts': ['usecases/retention'],
  'lib/adapters/messages.ts': ['adapters/message-shapes'],
  'lib/adapters/received/memory-and-disk.ts': ['adapters/received-store', 'usecases/lock'],
  'lib/adapters/received/reveal-attempts.ts': ['adapters/received-store', 'usecases/retrieve-secret'],
  'lib/adapters/recent-links.ts': ['usecases/share-session', 'usecases/sharing-links'],
  'lib/adapters/secret-reader.ts': ['adapters/message-shapes'],
  'lib/adapters/status-round.ts': ['usecases/watch-full-disk', 'usecases/watch-secrets'],
  'lib/adapters/storage-area.ts': [
    'adapters/account-store',
    'adapters/history-store',
    'adapters/versioned-record',
  ],
  'lib/adapters/vault/aes-gcm.ts': ['adapters/vault', 'adapters/vault/passphrase-key'],
  'lib/adapters/vault/data-key.ts': ['adapters/vault', 'usecases/lock'],
  'lib/adapters/vault/key-ratchet.ts': ['adapters/vault', 'usecases/lock'],
  'lib/adapters/vault/stored-keys.ts': ['adapters/vault', 'adapters/corrupt-storage'],
  'lib/domain/batch.ts': ['adapters/message-shapes', 'usecases/sharing-links'],
  'lib/domain/composer-state.ts': ['adapters/draft-store', 'usecases/share-selection'],
  'lib/domain/concurrency-limit.ts': ['usecases/burn', 'usecases/watch-secrets'],
  'lib/domain/created-secret.ts': [
    'adapters/api/receipt',
    'usecases/share-limits',
    'usecases/share-mailed',
    'usecases/share',
  ],
  'lib/domain/damage-report.ts': ['adapters/message-shapes'],
  'lib/domain/draft.ts': [
    'adapters/message-shapes',
    'adapters/draft-store',
    'usecases/share-session',
    'usecases/share-file',
    'usecases/share-mailed',
    'usecases/share',
  ],
  'lib/domain/fault.ts': ['adapters/messages', 'usecases/share-session'],
  'lib/domain/generator-options.ts': [
    'adapters/message-shapes',
    'adapters/settings-store',
    'domain/secret-generator',
  ],
  'lib/domain/history-entry.ts': [
    'adapters/history-store',
    'usecases/retention',
    'usecases/watch-secrets',
    'usecases/burn',
  ],
  'lib/domain/language.ts': ['adapters/message-shapes', 'adapters/locale-messages'],
  'lib/domain/link-search.ts': ['domain/read-link', 'domain/text-codings'],
  'lib/domain/link.ts': ['domain/read-link'],
  'lib/domain/lock-options.ts': ['usecases/lock', 'adapters/vault/passphrase-key'],
  'lib/domain/lost-share.ts': [
    'usecases/lost-answer',
    'usecases/import-account-secrets',
    'adapters/message-shapes',
  ],
  'lib/domain/padding.ts': ['domain/jwe-envelope'],
  'lib/domain/payload.ts': ['domain/jwe-envelope'],
  'lib/domain/pending-share.ts': ['usecases/lost-answer', 'adapters/message-shapes'],
  'lib/domain/receipt.ts': ['usecases/watch-secrets'],
  'lib/domain/received-secret.ts': ['adapters/message-shapes', 'adapters/received-store'],
  'lib/domain/recent-link.ts': ['usecases/sharing-links', 'usecases/share-session'],
  'lib/domain/sealed-length.ts': ['domain/jwe-envelope', 'domain/shared-file'],
  'lib/domain/sealed-text.ts': ['domain/text-codings'],
  'lib/domain/selection.ts': ['usecases/share-selection'],
  'lib/domain/server-key.ts': ['adapters/message-shapes', 'adapters/api/receipt'],
  'lib/domain/server-limits.ts': ['usecases/share-limits', 'domain/plaintext', 'domain/policy'],
  'lib/domain/server.ts': ['domain/link'],
  'lib/domain/share-outcome.ts': [
    'adapters/message-shapes',
    'usecases/share-session',
    'usecases/sharing-links',
  ],
  'lib/domain/timestamp.ts': ['adapters/message-shapes'],
}

/**
 * The units to run on a file's mutants: the one that bears its name and those above; if there are none, those that
 * import it, or what imports it. What other units would notice is not counted.
 */
export function testsOf(file: string): string[] {
  const more = (besides[file] ?? []).map(name => `test/lib/${name}.test.ts`)
  const mirror = join('test', file.replace(/\.ts$/, '.test.ts'))
  const own = [...(imports.has(mirror) ? [mirror] : []), ...more]
  if (own.length > 0) return own
  const seen = new Set([file])
  for (let layer = [file]; layer.length > 0; ) {
    const importers = [...imports].flatMap(([from, names]) =>
      names.some(name => layer.includes(name)) && !seen.has(from) ? [from] : [],
    )
    const tests = importers.filter(from => /\.test\.tsx?$/.test(from) && !slow.test(from))
    const units = tests.filter(test => test.startsWith('test/lib/'))
    if (units.length > 0) return units.sort()
    if (tests.length > 0) return tests
    for (const from of importers) seen.add(from)
    layer = importers
  }
  return []
}
