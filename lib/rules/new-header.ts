/** PBKDF2 iterations: what sealing uses, and the most that a stranger's header can make us do (~0.8 s). */
export const iterations = { sealing: 600_000, most: 2_000_000 } as const

/** With fewer, passphrases can be tried so fast that it has to be said. */
export const enoughIterations = 100_000

/** The header of a new envelope, in its order (RFC 7516 §4.1). PBES2's salt and count come in when it is sealed. */
export const headerOf = (locked: boolean, zip: boolean) => ({
  alg: locked ? 'PBES2-HS512+A256KW' : 'dir',
  enc: 'A256GCM',
  ...(zip && { zip: 'DEF' }),
  typ: 'cachet',
})
