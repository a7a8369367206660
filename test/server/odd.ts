import type { Answer } from './answer'

/** A shape in which a secret is handed out that is not the one of the v1 API, or not only. */
export type Odd =
  | 'secret_value'
  | 'nested'
  /** As the API that the servers' own pages use tells it. */
  | 'v2'
  /** A line of a log stands before the JSON. */
  | 'warned'
  | 'status 500'
  /** Seven million bytes of something else, before or after. */
  | 'padded before'
  | 'padded after'

const padding = 'x'.repeat(7_000_000)

/** The same secret, told in another shape. What holds no secret stays as it is. */
export function oddly(answer: Answer, as: Odd): Answer {
  const told: unknown = JSON.parse(answer.body)
  if (!isSecret(told)) return answer
  const { value, ...rest } = told
  const record = { ...rest, secret_value: value }
  const json = (body: unknown): Answer => ({ ...answer, body: JSON.stringify(body) })
  switch (as) {
    case 'secret_value':
      return json(record)
    case 'nested':
      return json({ record })
    case 'v2':
      return json({ success: true, record: { ...record, state: 'received' }, details: { show_secret: true } })
    case 'warned':
      return { ...answer, body: `warning: constant REDIS is deprecated\n${answer.body}` }
    case 'status 500':
      return { ...answer, status: 500 }
    case 'padded before':
      return json({ padding, ...told })
    case 'padded after':
      return json({ ...told, padding })
  }
}

const isSecret = (told: unknown): told is { value: string } =>
  typeof told === 'object' && told !== null && 'value' in told && typeof told.value === 'string'
