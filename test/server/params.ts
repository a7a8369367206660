/** What came with a request: query, form or JSON, in the loose types in which JSON brings it. */
export type Param = string | number | boolean | null | Param[] | { [name: string]: Param }
export type Params = { readonly [name: string]: Param }

export type ParsedParams =
  | { at: 'read'; params: Params }
  | { at: 'malformed' }
  /** JSON, but no object. */
  | { at: 'shapeless' }

type Readable = { json: boolean; plainText: boolean }

export async function readParams(
  query: string,
  contentType: string | undefined,
  body: Buffer,
  readable: Readable,
): Promise<ParsedParams> {
  const params: Record<string, Param> = {}
  addForm(params, new URLSearchParams(query))
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json') {
    if (!readable.json || body.length === 0) return { at: 'read', params }
    const json = parseJson(body.toString('utf8'))
    if (json === undefined) return { at: 'malformed' }
    if (json === null || typeof json !== 'object' || Array.isArray(json)) return { at: 'shapeless' }
    return { at: 'read', params: { ...params, ...json } }
  }
  if (type === 'multipart/form-data' && contentType) {
    const form = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    for (const [name, value] of await form.formData()) if (typeof value === 'string') put(params, name, value)
  } else if (type === '' || type === 'application/x-www-form-urlencoded' || readable.plainText) {
    addForm(params, new URLSearchParams(body.toString('utf8')))
  }
  return { at: 'read', params }
}

export function text(param: Param | undefined): string {
  if (param === undefined || param === null) return ''
  return typeof param === 'object' ? JSON.stringify(param) : String(param)
}

function addForm(params: Record<string, Param>, form: URLSearchParams): void {
  for (const [name, value] of form) put(params, name, value)
}

/** `a[]=1` makes a list, `a[b]=1` a table, as Rack reads them. */
function put(params: Record<string, Param>, name: string, value: string): void {
  const [, outer, inner] = name.match(/^([^[\]]+)\[([^[\]]*)\]$/) ?? []
  if (outer === undefined || inner === undefined) {
    params[name] = value
    return
  }
  const held = params[outer]
  if (inner === '') params[outer] = Array.isArray(held) ? [...held, value] : [value]
  else params[outer] = { ...(isTable(held) ? held : {}), [inner]: value }
}

export function isTable(param: Param | undefined): param is { [name: string]: Param } {
  return typeof param === 'object' && param !== null && !Array.isArray(param)
}

function parseJson(source: string): Param | undefined {
  try {
    return asParam(JSON.parse(source))
  } catch {
    return undefined
  }
}

function asParam(value: unknown): Param {
  if (typeof value === 'string') {
    // Ruby cannot hold half a surrogate pair in a string, so its parser refuses what JavaScript's accepts.
    if (/\p{Surrogate}/u.test(value)) throw new Error('lone surrogate')
    return value
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(asParam)
  return Object.fromEntries(Object.entries(Object(value)).map(([name, inner]) => [name, asParam(inner)]))
}
