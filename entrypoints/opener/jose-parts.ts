import { type ESTree, type Plugin, parseSync, Visitor } from 'vite'

/**
 * The parts of the library `jose` for algorithms and kinds of keys that no sealed text of ours has, by module. On the
 * opener page they throw. All that runs there is the library's own code, but for what its errors say, which nobody
 * sees.
 */
const unused: Record<string, string[]> = {
  key_management: [
    ...['assertEcdhKey', 'checkPartyInfo', 'checkRsaKey', 'ecdhesDeriveKey', 'partyInfo'],
    ...['case ECDH', 'case RSA-OAEP', 'case AES-GCM'],
  ],
  content_encryption: ['cbcDecrypt'],
  // For keys that are not bytes: JWK, and Node's own.
  key: ['message', 'rest of prepareKey'],
  jwe_algorithms: [
    ...['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-384', 'RSA-OAEP-512'],
    ...['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'],
    ...[
      'A128KW',
      'A192KW',
      'A128GCMKW',
      'A192GCMKW',
      'A256GCMKW',
      'PBES2-HS256+A128KW',
      'PBES2-HS384+A192KW',
    ],
    ...['A128GCM', 'A192GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512'],
  ],
}

type Cut = { part?: string; start: number; end: number; text: string }

export const joseParts: Plugin = {
  name: 'jose-parts',
  transform(code, id) {
    const name = /\/jose\/dist\/webapi\/\w+\/(?:compact\/)?(\w+)\.js$/.exec(id.replaceAll('\\', '/'))?.[1]
    return name && without(unused[name] ?? [], code)
  },
}

/** @throws Error when the library no longer has one of the parts */
function without(parts: readonly string[], code: string): string {
  const cuts: Cut[] = []
  const cutPart = (part: string, start: number, end: number, text: string) => {
    if (parts.includes(part)) cuts.push({ part, start, end, text })
  }
  new Visitor({
    FunctionDeclaration({ id, body }) {
      if (!id || !body) return
      cutPart(id.name, body.start, body.end, '{throw new Error()}')
      // A key of bytes has been returned by then.
      const rest = body.body[2]
      if (rest) cutPart(`rest of ${id.name}`, rest.start, body.end, 'throw new Error()}')
    },
    SwitchCase({ test, consequent: [first, ...more] }) {
      if (test?.type !== 'Literal' || !first) return
      cutPart(`case ${test.value}`, first.start, (more.at(-1) ?? first).end, 'throw new Error()')
    },
    Property({ key, start, end }) {
      const name = key.type === 'Literal' ? String(key.value) : key.type === 'Identifier' ? key.name : ''
      cutPart(name, start, code[end] === ',' ? end + 1 : end, '')
    },
    NewExpression({ callee, arguments: [said, ...more] }) {
      if (callee.type !== 'Identifier' || !said || !isSaid(said)) return
      if (/^(\w*Error|JOSE\w+|JWE\w+|Err|ErrorClass)$/.test(callee.name))
        cuts.push({ start: said.start, end: said.end, text: more.length > 0 ? '""' : '' })
    },
  }).visit(parseSync('jose.js', code).program)
  const missing = parts.filter(part => !cuts.some(cut => cut.part === part))
  if (missing.length > 0) throw new Error(`jose has changed: it has no ${missing}`)
  return cuts
    .filter(cut => !cuts.some(other => other !== cut && other.start <= cut.start && cut.end <= other.end))
    .sort((one, other) => other.start - one.start)
    .reduce((left, { start, end, text }) => left.slice(0, start) + text + left.slice(end), code)
}

/** What can be the text of an error. */
const isSaid = ({ type }: ESTree.Argument): boolean =>
  ['CallExpression', 'ConditionalExpression', 'Identifier', 'Literal', 'TemplateLiteral'].includes(type)
