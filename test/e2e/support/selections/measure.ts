import { stripVTControlCharacters } from 'node:util'
import { expect } from '@playwright/test'
import type { Server } from '../../../server/server'
import { expectNothingLeaked, keysOf, openAsRecipient, shares } from '../journey'
import type { TestPages } from '../pages'
import type { Composed, Hands } from './hands'
import type { By, Measured, Row, Verdict, Wanted } from './row'
import { isSaid } from './said'
import { selectAs } from './select'

export type Bench = { hands: Hands; server: Server; pages: TestPages }

/** Selects, copies with Ctrl+C, shares, and compares what the recipient gets with what lay on the clipboard. */
export async function measure(row: Row, by: By, wanted: Wanted, bench: Bench): Promise<Measured> {
  const began = performance.now()
  const name = `${row.name}, by ${by}`
  const result = { row: name, copied: '', shared: '' }
  try {
    return { ...(await attempt(row, by, wanted, bench)), row: name, ms: performance.now() - began }
  } catch (fault) {
    const words = stripVTControlCharacters(fault instanceof Error ? fault.message : String(fault))
    return { ...result, verdict: 'no answer', fault: words, ms: performance.now() - began }
  }
}

async function attempt(row: Row, by: By, wanted: Wanted, { hands, server, pages }: Bench) {
  await hands.clear()
  pages.put(row.pages ? await row.pages() : { '/': { html: pageAround(row.body ?? '') } })
  await hands.open(pages.origin)
  if (row.ready !== undefined) await waitFor(() => hands.run(row.ready ?? ''), 'the page is ready')
  const at = await selectAs(hands, row.select)
  const copied = await copy(hands, wanted)
  const before = shares(server).length
  const answered = async () =>
    shares(server).length > before || (await hands.composed()) !== undefined || (await hands.evaluate(isSaid))
  for (let tries = 0; ; tries++) {
    await hands.share(by, at)
    // A press may be lost on a busy machine, and is made again; an answer is taken as it is.
    if (await waitFor(answered, 'an answer', tries > 0 ? 'throw' : 'say')) break
  }
  const posts = shares(server).length - before
  if (posts === 0) {
    const composed = await hands.composed()
    await hands.toldAndClosed(composed)
    if (shares(server).length === before) return unsent(wanted, copied, composed)
  }
  const { clipboard } = hands
  await waitFor(async () => (await clipboard.read()).includes('/secret/'), 'the link is on the clipboard')
  const link = await clipboard.read()
  const { text = '' } = await openAsRecipient(link, server)
  expectNothingLeaked({ log: shares(server).slice(before) }, [text, ...keysOf(link)])
  return sent(row, wanted, copied, text)
}

function unsent(wanted: Wanted, copied: string, composed: Composed) {
  const verdict: Verdict = composed ? 'before the person' : 'nothing'
  const isWarned = wanted !== 'before the person' || composed?.flattened
  const isWanted =
    wanted === verdict ||
    wanted === 'not sent' ||
    wanted === 'either' ||
    (typeof wanted === 'object' && wanted.orUnsent === true)
  return {
    ...{ verdict, copied, shared: composed?.text ?? '' },
    ...(isWanted && isWarned ? {} : { fault: `wanted ${JSON.stringify(wanted)}` }),
  }
}

function sent({ copied: known }: Row, wanted: Wanted, copied: string, shared: string) {
  const better = typeof wanted === 'object' ? wanted : undefined
  // A line break too many would be the person's copy; bullets, and what a page makes of it, are nobody's.
  const isRight = better === undefined || better.because.startsWith('its last line break')
  const verdict: Verdict =
    shared === better?.better ? 'better' : shared === copied && isRight ? 'exact' : 'differed silently'
  const isWanted = better
    ? verdict === 'better'
    : verdict === 'exact' && (wanted === 'exact' || wanted === 'either')
  const isKnown = known === undefined || known === copied
  return {
    ...{ verdict, copied, shared },
    ...(isWanted ? {} : { fault: `wanted ${JSON.stringify(wanted)}` }),
    ...(isKnown ? {} : { fault: `a copy was expected to give ${JSON.stringify(known)}` }),
  }
}

const none = 'nothing was copied'

/** What Ctrl+C puts on the clipboard: nothing where the browser copies nothing. */
async function copy({ clipboard, press }: Hands, wanted: Wanted): Promise<string> {
  await clipboard.write(none)
  const isCopied = async () => (await clipboard.read()) !== none
  await press('Control+c')
  if (!(await waitFor(isCopied, 'a copy', 'say', mayStayEmpty(wanted) ? 250 : 2_000)) && wanted === 'exact') {
    await press('Control+c')
    await waitFor(isCopied, 'the selection is copied')
  }
  const copied = await clipboard.read()
  return copied === none ? '' : copied
}

const mayStayEmpty = (wanted: Wanted) =>
  typeof wanted === 'object'
    ? wanted.because.startsWith('a password')
    : ['nothing', 'not sent'].includes(wanted)

async function waitFor(
  is: () => Promise<unknown>,
  message: string,
  otherwise: 'throw' | 'say' = 'throw',
  timeout = 8_000,
): Promise<boolean> {
  const poll = expect
    .poll(async () => Boolean(await is().catch(() => false)), { message, timeout, intervals: [20] })
    .toBe(true)
  return poll.then(
    () => true,
    fault => {
      if (otherwise === 'throw') throw fault
      return false
    },
  )
}

const pageAround = (body: string) =>
  `<!doctype html><meta charset="utf-8"><style>body { font: 20px serif } input, textarea { font: 20px monospace }</style><body>${body}`
