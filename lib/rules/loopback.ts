/** Names of this machine: on the way there nobody listens, so http is good enough. */
export const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])
