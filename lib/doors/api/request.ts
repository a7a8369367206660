/** What is asked: below `/api/v1/`; with a form it is a POST. */
export type Asked = { path: string; form?: Record<string, string> }

/** Every request of ours: no cookies, no referrer, no cache, no redirect. */
export function requestOf(
  origin: string,
  { path, form }: Asked,
  authorization?: string,
): { url: string; init: RequestInit } {
  return {
    url: `${origin}/api/v1/${path}`,
    init: {
      method: form ? 'POST' : 'GET',
      // Form-encoded: old servers don't read JSON, and FormData would rewrite line breaks.
      ...(form ? { body: new URLSearchParams(form) } : {}),
      headers: { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      credentials: 'omit',
      // Not `error`: that would look like any other failure on the way.
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    },
  }
}
