import * as z from 'zod/mini'

const Names = z._default(z.array(z.string()), [])

/** The permissions we hold: by name, and by match pattern. */
const Granted = z.object({ permissions: Names, origins: Names })
export type GrantedPermissions = z.infer<typeof Granted>

const Manifest = z.object({
  permissions: Names,
  host_permissions: Names,
  // Chromium counts the match patterns of content scripts among the host permissions.
  content_scripts: z._default(z.array(z.object({ matches: Names })), []),
})

/** The part of the browser's permissions API that we use. */
type Keeper = {
  getAll(): Promise<unknown>
  remove(what: { permissions?: string[]; origins?: string[] }): Promise<boolean>
}

/** Gives up permissions that the user granted, never those required by the manifest. */
export function createPermissions(keeper: Keeper, manifest: unknown) {
  const required = (): Set<string> => {
    const { permissions, host_permissions, content_scripts } = Manifest.parse(manifest)
    const matches = content_scripts.flatMap(({ matches }) => matches)
    return new Set([...permissions, ...host_permissions, ...matches])
  }

  async function takeBack(isMeant: (what: string) => boolean): Promise<void> {
    const held = Granted.parse(await keeper.getAll())
    const ours = required()
    const meant = (all: string[]) => [...new Set(all)].filter(what => !ours.has(what) && isMeant(what))
    const [permissions, origins] = [meant(held.permissions), meant(held.origins)]
    if (permissions.length + origins.length > 0) await keeper.remove({ permissions, origins })
  }

  return {
    /** The permission for one server. */
    takeBack: (pattern: string): Promise<void> => takeBack(what => what === pattern),
    takeBackAll: (): Promise<void> => takeBack(() => true),
  }
}
export type Permissions = ReturnType<typeof createPermissions>
