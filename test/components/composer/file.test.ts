import { beforeEach, describe, expect, test } from 'vitest'
import { FileModel, isPastedText } from '../../../components/composer/file'
import type { ComposerModel } from '../../../components/composer/model'
import { payloadOf } from '../../../lib/domain/draft'
import { sealedSize } from '../../../lib/domain/padding'
import { fileBytes } from '../../../lib/domain/shared-file'
import { composerPage } from '../../support/composer'

let page: ReturnType<typeof composerPage>
let composer: ComposerModel
let model: FileModel
const start = (...given: Parameters<typeof page.composer>) => {
  composer = page.composer(...given)
  model = new FileModel({ composer, openTab: undefined })
}
beforeEach(() => {
  page = composerPage()
  start()
})

const fileOf = (bytes: Uint8Array<ArrayBuffer> | string, name = 'key.pem') => new File([bytes], name)
const noise = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const take = (...files: File[]) => model.take({ files, folder: false })
const taken = () => composer.draft.current.value.file

describe('a file in the composer', () => {
  test('takes the place of the text, which comes back when the file is taken out', async () => {
    composer.write({ text: 'half a thought', note: 'for Bob' })
    await take(fileOf('a\r\n'))
    expect(taken()).toEqual({ name: 'key.pem', type: '', data: 'YQ0K' })
    expect(payloadOf(composer.draft.current.value)).toEqual({ file: taken(), note: 'for Bob' })
    model.remove()
    expect(payloadOf(composer.draft.current.value)).toEqual({ text: 'half a thought', note: 'for Bob' })
  })
  test('is kept like what is typed, and is there when the popup is opened again', async () => {
    const bytes = noise(3_000)
    await take(fileOf(bytes))
    await expect.poll(async () => (await page.door.read())?.draft.file?.name).toBe('key.pem')
    start(undefined, await page.door.read())
    const kept = taken()
    expect(kept && fileBytes(kept)).toEqual(bytes)
  })
  test('is sealed whatever was chosen, and the choice comes back with the text', async () => {
    composer.write({ mode: 'standard' })
    await take(fileOf('x'))
    expect(composer.draft.current.value.mode).toBe('sealed')
    composer.write({ mode: 'standard' })
    expect(composer.draft.current.value.mode).toBe('sealed')
    model.remove()
    expect(composer.draft.current.value.mode).toBe('standard')
    expect(page.remembered.at(-1)?.sharing?.mode).toBe('standard')
  })
  test('is counted by the meter as it will be stored, and so is its note', async () => {
    await take(fileOf(noise(2_000)))
    const { draft } = composer
    expect(draft.size.value).toBe(await sealedSize(payloadOf(draft.current.value), false))
    const before = draft.size.value
    composer.write({ note: 'x'.repeat(600) })
    expect(draft.size.value).toBeGreaterThan(before)
  })
  test('gives way to a secret that is made up, and can be brought back', async () => {
    await take(fileOf('x'))
    composer.take('made-up')
    expect(payloadOf(composer.draft.current.value)).toEqual({ text: 'made-up' })
    composer.bringBack()
    expect(taken()?.name).toBe('key.pem')
  })
  test('is gone after the share, and the text that it stood in for is still there', async () => {
    composer.write({ text: 'half a thought' })
    await take(fileOf('x'))
    await composer.share()
    expect(page.asked).toContainEqual([
      'share',
      expect.objectContaining({ file: { name: 'key.pem', type: '', data: 'eA==' } }),
    ])
    expect(await page.door.read()).toMatchObject({ draft: { text: 'half a thought' }, aside: [] })
    expect(JSON.stringify(await page.door.read())).not.toContain('key.pem')
  })
  test('another one takes its place', async () => {
    await take(fileOf('x'))
    await take(fileOf('y', 'other'))
    expect(taken()?.name).toBe('other')
    expect(composer.draft.composing.value.aside).toEqual([])
  })
})

describe('what is not taken, said and nothing lost', () => {
  beforeEach(() => composer.write({ text: 'typed' }))
  const refusalOf = async (files: File[], folder = false) => {
    await model.take({ files, folder })
    expect(payloadOf(composer.draft.current.value)).toEqual({ text: 'typed' })
    return model.refused.value
  }

  test('nothing, several, a folder, what cannot be read', async () => {
    const unreadable = Object.assign(fileOf('x'), {
      arrayBuffer: () => Promise.reject(new Error('a folder')),
    })
    expect(await refusalOf([fileOf('')])).toEqual({ is: 'unusable' })
    expect(await refusalOf([fileOf('x'), fileOf('y')])).toEqual({ is: 'many' })
    expect(await refusalOf([fileOf('x')], true)).toEqual({ is: 'many' })
    expect(await refusalOf([unreadable])).toEqual({ is: 'unusable' })
  })
  test('one byte more than fits, and by how much', async () => {
    const bytes = noise(9_000)
    const sizeOf = (count: number) =>
      sealedSize(
        { file: { name: 'key.pem', type: '', data: btoa(String.fromCharCode(...bytes.subarray(0, count))) } },
        false,
      )
    let [fits, over] = [6_000, 9_000]
    while (over - fits > 1) {
      const middle = (fits + over) >> 1
      if ((await sizeOf(middle)) > 10_000) over = middle
      else fits = middle
    }
    expect(fits).toBeGreaterThan(7_000)
    expect(await refusalOf([fileOf(bytes.subarray(0, over))])).toEqual({
      is: 'tooLarge',
      by: (await sizeOf(over)) - 10_000,
    })
    await take(fileOf(bytes.subarray(0, fits)))
    expect(model.refused.value).toBeUndefined()
    expect(taken()?.name).toBe('key.pem')
    expect(composer.draft.room.value).toBe(10_000)
  })
  test('what is far too large is not even read', async () => {
    const read = () => Promise.reject(new Error('read'))
    const large = Object.assign(fileOf(new Uint8Array(750_001)), { arrayBuffer: read })
    // Counted from the server's room, as if it did not compress: not from what is read at all.
    expect(await refusalOf([large])).toEqual({ is: 'tooLarge', by: 1_000_004 - 10_000 })
  })
  test('while a secret is on its way', async () => {
    composer.status.outcome.value = { at: 'sending' }
    expect(await refusalOf([fileOf('x')])).toBeUndefined()
  })
  test('a file that was still being read when another was chosen', async () => {
    let read = (_: ArrayBuffer) => {}
    const slow = Object.assign(fileOf('x', 'slow'), {
      arrayBuffer: () =>
        new Promise<ArrayBuffer>(done => {
          read = done
        }),
    })
    const first = take(slow)
    await take(fileOf('y', 'second'))
    read(new ArrayBuffer(1))
    await first
    expect(taken()?.name).toBe('second')
  })
})

test.each([
  ['a file of a file manager', '', ['key.pem'], false],
  ['its name beside it', 'key.pem', ['key.pem'], false],
  ['its path beside it', '/home/me/key.pem\n', ['key.pem'], false],
  ['its address beside it', 'file:///home/me/my%20key.pem', ['my key.pem'], false],
  ['two files and their paths', '/a/one\r\n/a/two\r\n', ['one', 'two'], false],
  ['a screenshot', '', ['image.png'], false],
  ['cells of a spreadsheet, and their picture', 'a\tb\n1\t2', ['image.png'], true],
  ['text alone', 'hunter2', [], true],
])('what is pasted is told apart: %s', (_, text, names, isText) => {
  expect(
    isPastedText(
      text,
      names.map(name => ({ name })),
    ),
  ).toBe(isText)
})
