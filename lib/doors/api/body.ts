import { Fault } from '../../rules/fault'

/**
 * Reads an answer as UTF-8 and stops at `most` bytes, whatever the server goes on sending.
 * @throws Fault `answerTooBig` | `cutOff` | `timedOut`
 */
export async function readBody(response: Response, most: number): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { value, done } = await reader.read().catch((cause: unknown) => {
      throw new Fault(isTimeOut(cause) ? 'timedOut' : 'cutOff', { cause })
    })
    if (done) return text + decoder.decode()
    length += value.length
    if (length > most) {
      // The stream may be endless: stop it, and don't wait for it to agree.
      reader.cancel().catch(() => {})
      throw new Fault('answerTooBig')
    }
    text += decoder.decode(value, { stream: true })
  }
}

export const isTimeOut = (error: unknown): boolean =>
  error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')
