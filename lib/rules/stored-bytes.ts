/**
 * Bytes of the stored text that every generation keeps whole: 10 000 bytes on 0.26, 10 000 characters
 * on 0.25; older ones take more, but cut silently, so nothing is gained by trying.
 */
export const storedBytes = 10_000
