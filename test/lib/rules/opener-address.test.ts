import { describe, expect, test } from 'vitest'
import { readOpenerAddress } from '../../../lib/rules/link'

describe('the address of an opener', () => {
  test.each([
    ['https://opener.example', 'https://opener.example/'],
    [' https://EXAMPLE.com:443/opener.html ', 'https://example.com/opener.html'],
    ['http://localhost:8080/opener.html', 'http://localhost:8080/opener.html'],
    ['file:///srv/opener.html#', 'file:///srv/opener.html'],
  ])('%s is one', (typed, address) => expect(readOpenerAddress(typed)).toBe(address))
  test.each([
    'http://example.com/',
    'https://ana@example.com/',
    'https://example.com/#a',
    'example.com',
    'data:,',
  ])('%s is none', typed =>
    expect(() => readOpenerAddress(typed)).toThrow(expect.objectContaining({ code: 'malformed' })),
  )
})
