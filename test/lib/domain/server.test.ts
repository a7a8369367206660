import { describe, expect, test } from 'vitest'
import {
  hostPattern,
  metadataPage,
  originOf,
  readServer,
  regionOf,
  regions,
} from '../../../lib/domain/server'

describe('an address that a person types', () => {
  test.each([
    ['secrets.example.com', 'https://secrets.example.com'],
    ['  https://Secrets.Example.com/ ', 'https://secrets.example.com'],
    ['https://secrets.example.com:8443', 'https://secrets.example.com:8443'],
    ['http://127.0.0.1:3900', 'http://127.0.0.1:3900'],
    ['http://localhost:3900/', 'http://localhost:3900'],
    ['https://[::1]:3900', 'https://[::1]:3900'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['“secrets.example.com”', 'https://secrets.example.com'],
    ['„https://secrets.example.com“', 'https://secrets.example.com'],
    ["'secrets.example.com'", 'https://secrets.example.com'],
    ['"https://secrets.example.com/"', 'https://secrets.example.com'],
    ['« secrets.example.com »', 'https://secrets.example.com'],
    ['<https://secrets.example.com>', 'https://secrets.example.com'],
    ['`secrets.example.com`.', 'https://secrets.example.com'],
    ['secrets.example.com.', 'https://secrets.example.com'],
    ['https://secrets.example.com./', 'https://secrets.example.com'],
    ['https://secrets.example.com.:8443', 'https://secrets.example.com:8443'],
    ['https://secrets.example.com/#c1', 'https://secrets.example.com'],
    ['secrets。example。com', 'https://secrets.example.com'],
    ['シークレット.example', 'https://xn--pckp1bu2pqd.example'],
    ['例え.example', 'https://xn--r8jz45g.example'],
  ])('%s is %s', (typed, origin) => {
    expect(readServer(typed)).toBe(origin)
  })
  test.each([
    '',
    '   ',
    'http://secrets.example.com',
    'ftp://secrets.example.com',
    'javascript:alert(1)',
    'https://user:password@secrets.example.com',
    'https://secrets.example.com/path',
    'https://secrets.example.com/?q',
    'https://',
    'not a server',
    'http://127.0.0.1.example.com',
    'http://[::2]:3900',
    'secrets”.example.com',
    'https://“secrets.example.com',
    '“secrets”.example.com',
    'secretsʼ.example.com',
    'secrets′.example.com',
    'secrets☁.example.com',
    'sесrets.example.com',
    'https://οnetimesecret.com',
    'secrets..example.com',
    'https://./',
    '“”',
  ])('"%s" is refused', typed => {
    expect(() => readServer(typed)).toThrow(expect.objectContaining({ code: 'badServer' }))
  })
})

test('http to this computer by an address in brackets is refused by its name: no extension’s policy can let it through', () => {
  expect(() => readServer('http://[::1]:3900')).toThrow(expect.objectContaining({ code: 'noBrackets' }))
})

test('a host permission knows no port', () => {
  expect(hostPattern('http://127.0.0.1:3900')).toBe('http://127.0.0.1/*')
  expect(hostPattern('https://[::1]:3900')).toBe('https://[::1]/*')
})

test('every region is its own origin, and is known by it', () => {
  expect(regions.map(region => regionOf(originOf(region)))).toEqual([...regions])
  expect(regionOf('https://eu.onetimesecret.com.example.com')).toBeUndefined()
})

test('old servers show the sender’s page under private, new ones under receipt', () => {
  const origin = originOf('eu')
  expect(metadataPage(origin, 'm'.repeat(31))).toBe(`${origin}/private/${'m'.repeat(31)}`)
  expect(metadataPage(origin, 'm'.repeat(62))).toBe(`${origin}/receipt/${'m'.repeat(62)}`)
})
