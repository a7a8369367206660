import { randomInt } from 'node:crypto'

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz'
const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).join('')

function pick(from: string, length: number): string {
  return Array.from({ length }, () => from.charAt(randomInt(from.length))).join('')
}

export const makeKey = (length: number): string => pick(base36, length)
export const makeShrimp = (): string => pick(base36, 50)
export const makePassword = (length: number): string => pick(printable, length)
