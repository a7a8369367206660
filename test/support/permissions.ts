import { createPermissions, type GrantedPermissions } from '../../lib/adapters/permissions'

/** What the extension comes with in these tests. */
const manifest = {
  permissions: ['storage'],
  host_permissions: ['https://eu.onetimesecret.com/*'],
  content_scripts: [{ matches: ['https://eu.onetimesecret.com/secret/*'] }],
}

/** A browser's permissions in memory: like the browser, it refuses to give back what is required. */
export function memoryPermissions(asked: Partial<GrantedPermissions> = {}) {
  const held = {
    permissions: new Set([...manifest.permissions, ...(asked.permissions ?? [])]),
    origins: new Set([...manifest.host_permissions, ...(asked.origins ?? [])]),
  }
  const keeper = {
    getAll: async () => ({ permissions: [...held.permissions], origins: [...held.origins] }),
    async remove(what: Partial<GrantedPermissions>) {
      const names = [...(what.permissions ?? []), ...(what.origins ?? [])]
      if (names.some(name => [...manifest.permissions, ...manifest.host_permissions].includes(name)))
        throw new Error('You cannot remove required permissions.')
      for (const name of what.permissions ?? []) held.permissions.delete(name)
      for (const pattern of what.origins ?? []) held.origins.delete(pattern)
      return true
    },
  }
  return { held, permissions: createPermissions(keeper, manifest) }
}
