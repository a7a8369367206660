/** Texts of 100 000 characters that would have the most readings, or the longest. */
export const hostile: [piece: string, text: string][] = [
  ...[
    'x',
    '%25',
    '%2525',
    'https://',
    'c1.',
    'a/secret/b',
    '=3D',
    '=\n',
    '&#38;',
    '> ',
    'QUJD',
    '\\',
    '-\n',
    '—',
    '[.]',
  ],
  ...[
    'eyJhbGciOiJkaXIi.',
    '..AAAAAAAAAAAAAAAA.B.AAAAAAAAAAAAAAAAAAAAAA',
    'ImNhY2hldCJ9',
    '\u200b',
    '\uff0e',
    '<b>',
  ],
  `https://a.b/secret/c#c1.${'A'.repeat(43)}.BBBBBBBB `,
].map(piece => [piece, piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000)])
