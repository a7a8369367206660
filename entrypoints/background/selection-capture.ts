import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { SelectionSource } from '../../lib/domain/composer-state'
import { Replacement, SelectionReading, settleSelection } from '../../lib/domain/selection'
import { hostPattern } from '../../lib/domain/server'
import type { SelectedText, SelectionSpot } from '../../lib/usecases/share-selection'
import { keyboardIs, putInPlace } from './page-scripts'

/**
 * What is selected in a frame, or nothing where we may not look: PDF viewer, browser pages, foreign frames.
 * Chromium sometimes refuses the first look after a click, as if the click's permission came a moment later
 * (measured: one in eight on a busy machine); a second look then sees it.
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
 * The frame that has the keyboard, for a command, which doesn't say. The page itself when it is in no frame, but
 * none when it is in one where we may not look: what is selected around that is an old selection.
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

/** Puts a link where a text stands, if that was read last in its frame and is still what is selected there. */
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
  // What could be read needs no permission to be read again.
  if (captured?.why)
    return { captured, from: { ...withoutPattern(from), why: captured.why }, field: undefined }
  return { captured, from, field: captured?.exact ? read?.field : undefined }
}

const withoutPattern = ({ tabId, frameId }: SelectionSource): SelectionSource => ({ tabId, frameId })

/** Only web pages can be asked for; a page that we could read already needs no asking. */
const patternOf = (url: string | undefined) =>
  url !== undefined && /^https?:/.test(url) ? { pattern: hostPattern(new URL(url).origin) } : {}
