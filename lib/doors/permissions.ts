import * as z from 'zod/mini'

const Names = z._default(z.array(z.string()), [])

/** What is held, or asked for: by name, and by match pattern. */
export const Granted = z.object({ permissions: Names, origins: Names })
export type Granted = z.infer<typeof Granted>

const Manifest = z.object({
  permissions: Names,
  host_permissions: Names,
  // Chromium counts the pages that our scripts are for among the hosts.
  content_scripts: z._default(z.array(z.object({ matches: Names })), []),
})

/** What we need of the browser's own. */
type Keeper = {
  getAll(): Promise<unknown>
  remove(what: { permissions?: string[]; origins?: string[] }): Promise<boolean>
}

/** `always`: what the extension comes with. `asked`: what the person allowed since. */
export type Held = { always: Granted; asked: Granted }

/** What the browser lets us do, as it says itself. */
export function createPermissions(keeper: Keeper, manifest: unknown) {
  const { permissions, host_permissions, content_scripts } = Manifest.parse(manifest)
  const required = new Set([
    ...permissions,
    ...host_permissions,
    ...content_scripts.flatMap(({ matches }) => matches),
  ])

  async function held(): Promise<Held> {
    const all = Granted.parse(await keeper.getAll())
    const of = (always: boolean): Granted => ({
      permissions: all.permissions.filter(name => required.has(name) === always),
      // Firefox names some twice.
      origins: [...new Set(all.origins)].filter(pattern => required.has(pattern) === always),
    })
    return { always: of(true), asked: of(false) }
  }

  async function takeBack(what: Partial<Granted>): Promise<void> {
    const { asked } = await held()
    const [names, origins] = [
      asked.permissions.filter(name => what.permissions?.includes(name)),
      asked.origins.filter(pattern => what.origins?.includes(pattern)),
    ]
    if (names.length + origins.length > 0) await keeper.remove({ permissions: names as never[], origins })
  }

  return {
    held,
    /** Gives back what was allowed since, never what the extension comes with. */
    takeBack,
    takeBackAll: async () => takeBack((await held()).asked),
  }
}
export type Permissions = ReturnType<typeof createPermissions>
