/**
 * Stands for an object that is built when it is first looked at. The build puts every schema behind one
 * (entrypoints/background/on-first-use/build.ts): a worker's start, or a popup's, uses few of them.
 */
export function onFirstUse<T extends object>(build: () => T): T {
  let built: T | undefined
  const real = (): T => {
    built ??= build()
    return built
  }
  return new Proxy({} as T, {
    get: (_, name) => Reflect.get(real(), name),
    has: (_, name) => Reflect.has(real(), name),
    set: (_, name, value) => Reflect.set(real(), name, value),
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
  })
}
