/**
 * The server's page about a secret, for its sender. It moved with 0.24, as the keys grew from 31 characters to
 * 62; who asks the old way on a new server is led to the new one.
 */
export const metadataPage = (origin: string, metadataKey: string): string =>
  `${origin}/${metadataKey.length > 31 ? 'receipt' : 'private'}/${metadataKey}`
