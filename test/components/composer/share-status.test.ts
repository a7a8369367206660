import { beforeEach, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../lib/adapters/settings-store'
import type { ShareOutcome } from '../../../lib/domain/share-outcome'
import { composerPage, done } from '../../support/composer'

let page: ReturnType<typeof composerPage>
beforeEach(() => {
  page = composerPage()
})

describe('sharing', () => {
  test('is busy until it is done, then shows the link and an empty composer', async () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    expect(model.status.busy.value).toBe(true)
    await sharing
    expect(model.status.outcome.value).toEqual(done)
    expect(model.draft.current.value.text).toBe('')
    expect(page.asked.filter(([name]) => name === 'share')).toHaveLength(1)
  })
  test('while busy, neither a second press nor a key does anything', async () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    await model.share()
    model.write({ text: 'changed' })
    expect(model.draft.current.value.text).toBe('hunter2')
    await sharing
    expect(page.asked.filter(([name]) => name === 'share')).toHaveLength(1)
  })
  test('that fails keeps the text', async () => {
    page.answers.share = () => ({ at: 'failed', failure: { code: 'offline' } })
    const model = page.composer()
    model.write({ text: 'hunter2' })
    await model.share()
    expect(model.status.outcome.value).toEqual({ at: 'failed', failure: { code: 'offline' } })
    expect(model.draft.current.value.text).toBe('hunter2')
  })
  test('whose worker is stopped asks the next one what became of it', async () => {
    page.answers.share = () => Promise.reject(new Error('message channel closed'))
    page.answers.outcome = () => ({ at: 'failed', failure: { code: 'stoppedWhileSending' } })
    const model = page.composer()
    model.write({ text: 'hunter2' })
    await model.share()
    expect(model.status.outcome.value).toMatchObject({ failure: { code: 'stoppedWhileSending' } })
    expect(model.draft.current.value.text).toBe('hunter2')
  })
  test('under way when the popup opens is shown as under way, and its end is heard', () => {
    const model = page.composer({ at: 'sending' })
    expect(model.status.busy.value).toBe(true)
    model.status.hear(done)
    expect(model.status.outcome.value).toEqual(done)
  })
  test('that was begun in a popup that closed takes its text out of the next one', async () => {
    page.composer().write({ text: 'hunter2' })
    const model = page.composer({ at: 'sending' }, page.kept.at(-1))
    const heard = model.status.hear(done)
    await page.door.finish({ text: 'hunter2', note: '' }, defaultSettings('us').sharing)
    await Promise.all([heard, model.draft.hearKept()])
    expect(model.draft.current.value.text).toBe('')
  })
  test('whose link nobody has is not forgotten by the press that turns to the next', async () => {
    const model = page.composer({ ...done, copied: 'pending' })
    await model.status.dismiss()
    expect(page.forgotten).toBe(0)
    expect(page.asked).toEqual([['dismiss', undefined]])
  })
  test('with several people makes the missing links on the next press, and none that was made', async () => {
    const batch = { id: done.shared.id, number: 2, of: 3 }
    page.answers.share = () => ({ at: 'failed', failure: { code: 'offline' }, batch })
    page.answers.shareRest = () => done
    const model = page.composer()
    model.write({ text: 'hunter2', people: 3 })
    await model.share()
    expect(model.status.missing.value).toBe(2)
    await model.share()
    expect(page.asked.map(([name]) => name)).toEqual(['share', 'shareRest'])
  })
  test('that was stopped and is then written on is for those who have no link yet', () => {
    const batch = { id: done.shared.id, number: 2, of: 3 }
    const model = page.composer({ at: 'failed', failure: { code: 'offline' }, batch })
    model.write({ text: 'hunter3' })
    expect(model.draft.current.value).toMatchObject({ text: 'hunter3', people: 2 })
    expect(model.status.missing.value).toBe(0)
    model.write({ people: 5 })
    expect(model.draft.current.value.people).toBe(5)
  })
  test('of several links is busy from the first to the last', () => {
    const batch = { id: done.shared.id, number: 2, of: 3 }
    const model = page.composer({ at: 'sealing', batch })
    expect([model.status.busy.value, model.status.missing.value]).toEqual([true, 0])
    void model.status.hear({ ...done, shared: { ...done.shared, batch: { ...batch, number: 3 } } })
    expect([model.status.busy.value, model.status.missing.value]).toEqual([false, 0])
  })
  test('of which nobody knows yet whether it arrived holds nobody up', async () => {
    const trace = { server: done.shared.server, account: done.shared.id, since: 1, ttl: 60 }
    const about = { sealed: true, passphrase: false, label: '' }
    const model = page.composer({
      at: 'looking',
      failure: { code: 'timedOut' },
      trace: { ...trace, ...about },
    })
    expect(model.status.busy.value).toBe(false)
    model.write({ text: 'the next' })
    expect(model.status.outcome.value?.at).toBe('looking')
    await model.share()
    expect(model.status.outcome.value).toEqual(done)
  })
  test('that was put away does not come back by late news', async () => {
    const model = page.composer(done)
    await model.status.dismiss()
    model.status.hear(done)
    expect(model.status.outcome.value).toBeUndefined()
    const other = { ...done, shared: { ...done.shared, id: crypto.randomUUID() } }
    model.status.hear(other)
    expect(model.status.outcome.value).toEqual(other)
  })
  test('that is put away is forgotten, also when the popup closes before its message arrives', () => {
    page.answers.dismiss = () => new Promise(() => {})
    const model = page.composer(done)
    void model.status.dismiss()
    expect(page.forgotten).toBe(1)
  })
  test('that was begun before the background answered how things stood is not undone by the answer', async () => {
    let answer = (_: ShareOutcome | undefined) => {}
    page.answers.outcome = () =>
      new Promise(resolve => {
        answer = resolve
      })
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const catching = model.status.catchUp()
    page.answers.share = () => new Promise(() => {})
    void model.share()
    answer(undefined)
    await catching
    expect(model.status.busy.value).toBe(true)
  })
  test('that was put away before its answer came takes its text out of the field all the same', async () => {
    let answer = (_: ShareOutcome) => {}
    page.answers.share = () =>
      new Promise<ShareOutcome>(resolve => {
        answer = resolve
      })
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    await model.status.hear(done)
    await model.status.dismiss()
    await page.door.finish({ text: 'hunter2', note: '' }, defaultSettings('us').sharing)
    answer(done)
    await sharing
    expect(model.status.outcome.value).toBeUndefined()
    expect(model.draft.current.value.text).toBe('')
  })
  test('a failure that was heard before its answer, and is gone since, does not come back', async () => {
    let answer = (_: ShareOutcome) => {}
    page.answers.share = () =>
      new Promise<ShareOutcome>(resolve => {
        answer = resolve
      })
    const model = page.composer()
    model.write({ text: 'hunter2' })
    const sharing = model.share()
    const failure: ShareOutcome = { at: 'failed', failure: { code: 'timedOut' } }
    await model.status.hear(failure)
    model.write({ text: 'hunter3' })
    answer(failure)
    await sharing
    expect(model.status.outcome.value).toBeUndefined()
  })
  test('a failure goes away when the person goes on writing', async () => {
    const model = page.composer({ at: 'failed', failure: { code: 'empty' } })
    model.write({ text: 'h' })
    expect(model.status.outcome.value).toBeUndefined()
    expect(page.asked.map(([name]) => name)).toContain('dismiss')
  })
  test('that fails gives the keyboard’s place to the text, once; writing on in another field leaves it there', async () => {
    const failed: ShareOutcome = { at: 'failed', failure: { code: 'passphraseShort' } }
    page.answers.share = () => failed
    const model = page.composer()
    model.write({ text: 'hunter2', passphrase: 'p' })
    await model.share()
    expect(model.draft.begun.value).toBe(1)
    model.status.hear(failed)
    expect(model.draft.begun.value).toBe(1)
    model.write({ passphrase: 'c' })
    expect(model.status.outcome.value).toBeUndefined()
    expect(model.draft.begun.value).toBe(1)
  })
})

describe('a prompt that closes the popup', () => {
  /** The popup's page ends before it hears what the person answered. */
  const neverAnswered = () => {
    page.world.request = pattern => {
      page.patterns.push(pattern)
      return new Promise(() => {})
    }
  }
  const address = 'secrets.example.com:8443'

  test('costs neither the text nor the address that was typed', () => {
    const model = page.composer()
    model.write({ text: 'hunter2' })
    model.server.typeServer(address)
    const again = page.composer(undefined, page.kept.at(-1))
    expect(again.draft.current.value.text).toBe('hunter2')
    expect(again.server.adding.value).toEqual({ at: 'typing', address })
  })
  test('an address is forgotten once the field is closed', () => {
    const model = page.composer()
    model.server.typeServer(address)
    model.server.closeServer()
    expect(page.composer(undefined, page.kept.at(-1)).server.adding.value).toEqual({ at: 'closed' })
  })
  test('goes on with the server when it was allowed', async () => {
    neverAnswered()
    const model = page.composer()
    model.write({ text: 'hunter2' })
    model.server.typeServer(address)
    void model.useServer()
    expect(page.patterns).toEqual(['https://secrets.example.com/*'])
    expect(page.kept.at(-1)?.asking?.pattern).toBe('https://secrets.example.com/*')
    page.allowed = true
    const again = page.composer(undefined, page.kept.at(-1))
    await again.resume()
    expect(again.draft.current.value).toMatchObject({ server: `https://${address}`, text: 'hunter2' })
    expect(again.server.adding.value.at).toBe('closed')
    expect(again.settings.value.servers).toEqual([`https://${address}`])
  })
  test('says so when it was not, once', async () => {
    neverAnswered()
    const model = page.composer()
    model.server.typeServer(address)
    void model.useServer()
    const again = page.composer(undefined, page.kept.at(-1))
    await again.resume()
    expect(again.server.adding.value).toEqual({ at: 'typing', address, failure: { code: 'noPermission' } })
    expect(page.kept.at(-1)?.asking).toBeUndefined()
    expect(page.asked).toEqual([])
  })
  test('goes on with the share, once, and only when it was allowed', async () => {
    neverAnswered()
    const failed: ShareOutcome = { at: 'failed', failure: { code: 'noPermission' } }
    const model = page.composer(failed)
    void model.allowServer()
    const asking = page.kept.at(-1)
    const refused = page.composer(failed, asking)
    await refused.resume()
    expect(refused.status.outcome.value).toEqual(failed)
    expect(page.asked).toEqual([])
    page.allowed = true
    const again = page.composer(failed, asking)
    await again.resume()
    await again.resume()
    expect(page.asked.map(([name]) => name)).toEqual(['share'])
  })
  test('goes on with nothing when its answer came too late to be one to this question', async () => {
    neverAnswered()
    const failed: ShareOutcome = { at: 'failed', failure: { code: 'noPermission' } }
    void page.composer(failed).allowServer()
    page.allowed = true
    page.world.now = () => 1_000_000 + 2 * 60_000
    const again = page.composer(failed, page.kept.at(-1))
    await again.resume()
    expect(page.asked).toEqual([])
    expect(page.kept.at(-1)?.asking).toBeUndefined()
  })
  test('counts as refused where the browser cannot say: what was to be done stays, with a way to ask again', async () => {
    neverAnswered()
    const failed: ShareOutcome = { at: 'failed', failure: { code: 'noPermission' } }
    page.world.allowed = () => Promise.reject(new Error('no'))
    void page.composer(failed).allowServer()
    page.world.request = () => Promise.reject(new Error('no window'))
    const again = page.composer(failed, page.kept.at(-1))
    await again.resume()
    await again.allowServer()
    expect(again.status.outcome.value).toEqual(failed)
    again.server.typeServer(address)
    await again.useServer()
    expect(again.server.adding.value).toEqual({ at: 'typing', address, failure: { code: 'noPermission' } })
    expect(page.kept.at(-1)?.asking).toBeUndefined()
    expect(page.asked).toEqual([])
  })
  test('is not needed: an answer that is heard leaves nothing to go on with', async () => {
    page.granted = false
    const model = page.composer({ at: 'failed', failure: { code: 'noPermission' } })
    await model.allowServer()
    expect(page.kept.at(-1)?.asking).toBeUndefined()
    expect(page.asked).toEqual([])
  })
})
