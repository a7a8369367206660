import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { SelectionSource } from '../../lib/domain/composer-state'
import { Replacement, SelectionReading, settleSelection } from '../../lib/domain/selection'
import { hostPattern } from '../../lib/domain/server'
import type { SelectedText, SelectionSpot } from '../../lib/usecases/share-selection'
import { keyboardIs, putInPlace } from './page-scripts'

/**
 * The selection in a frame, or `undefined` where we have no access: PDF viewer, browser pages, foreign
 * frames. Chromium sometimes denies the first attempt after a click, as if the click's permission arrived a
 * moment later (measured: one in eight on a busy machine); a second attempt succeeds.
 */
export async function readFrame(
  tabId: number,
  frameId: number,
  looks = 2,
): Promise<SelectionReading | undefined> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      files: ['/selection-reader.js'],
    })
    return z.optional(SelectionReading).parse(injected?.result ?? undefined)
  } catch {
    return looks > 1 ? readFrame(tabId, frameId, looks - 1) : undefined
  }
}

/**
 * The frame with keyboard focus, which a command doesn't report. The top frame if no child frame has focus;
 * `undefined` if focus is in a frame we can't access, since any selection outside it is stale.
 */
async function focusedFrame(tabId: number, looks = 2): Promise<number | undefined> {
  try {
    const injected = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: keyboardIs,
    })
    const isInside = injected.some(({ frameId, result }) => frameId === 0 && result === 'inside')
    return injected.find(({ result }) => result === 'here')?.frameId ?? (isInside ? undefined : 0)
  } catch {
    return looks > 1 ? focusedFrame(tabId, looks - 1) : undefined
  }
}

/** Replaces text with a link, if it was the last text read in its frame and is still selected there. */
export async function putLink({ tabId, frameId, field }: SelectionSpot, link: string): Promise<Replacement> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: putInPlace,
      args: [field, link],
    })
    return Replacement.parse(injected?.result)
  } catch {
    return 'moved'
  }
}

export async function menuSelection(
  info: {
    frameId?: number | undefined
    frameUrl?: string | undefined
    pageUrl?: string | undefined
    selectionText?: string | undefined
  },
  tabId: number,
): Promise<SelectedText> {
  const frameId = info.frameId ?? 0
  const read = await readFrame(tabId, frameId)
  const pattern = patternOf(frameId === 0 ? info.pageUrl : info.frameUrl)
  return selectionIn({ tabId, frameId, ...pattern }, read, info.selectionText)
}

export async function commandSelection(tabId: number): Promise<SelectedText> {
  const frameId = await focusedFrame(tabId)
  const read = frameId === undefined ? undefined : await readFrame(tabId, frameId)
  return selectionIn({ tabId, frameId: frameId ?? 0 }, read, undefined)
}

function selectionIn(
  from: SelectionSource,
  read: SelectionReading | undefined,
  menu: string | undefined,
): SelectedText {
  if (read?.is === 'halved') return { captured: undefined, why: 'loneSurrogate', from, field: undefined }
  const captured = settleSelection(read, menu)
  // Text we could read needs no further permission.
  if (captured?.why)
    return { captured, from: { ...withoutPattern(from), why: captured.why }, field: undefined }
  return { captured, from, field: captured?.exact ? read?.field : undefined }
}

const withoutPattern = ({ tabId, frameId }: SelectionSource): SelectionSource => ({ tabId, frameId })

/** Only web pages can be asked for. A page we could already read needs no prompt. */
const patternOf = (url: string | undefined) =>
  url !== undefined && /^https?:/.test(url) ? { pattern: hostPattern(new URL(url).origin) } : {}
