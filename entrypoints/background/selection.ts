import { browser } from 'wxt/browser'
import * as z from 'zod/mini'
import type { Origin } from '../../lib/doors/composing'
import { type Captured, chooseText } from '../../lib/rules/selection'
import { hostPattern } from '../../lib/rules/server'
import { isFocused, readSelectedText } from './in-page/selected-text'

const Text = z.optional(z.string())

/**
 * What is selected in a frame, or nothing where we may not look: PDF viewer, browser pages, foreign frames.
 * Chromium sometimes refuses the first look after a click, as if the click's permission came a moment later
 * (measured: one in eight on a busy machine); a second look then sees it.
 */
export async function readFrame(tabId: number, frameId: number, looks = 2): Promise<string | undefined> {
  try {
    const [injected] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: readSelectedText,
    })
    return Text.parse(injected?.result ?? undefined)
  } catch {
    return looks > 1 ? readFrame(tabId, frameId, looks - 1) : undefined
  }
}

/** The frame that has the keyboard, for a command, which doesn't say. The page itself when none is found. */
async function focusedFrame(tabId: number): Promise<number> {
  try {
    const injected = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: isFocused,
    })
    return injected.find(({ result }) => result === true)?.frameId ?? 0
  } catch {
    return 0
  }
}

export type Selection = { captured: Captured | undefined; from: Origin }

export async function menuSelection(
  info: {
    frameId?: number | undefined
    frameUrl?: string | undefined
    pageUrl?: string | undefined
    selectionText?: string | undefined
  },
  tabId: number,
): Promise<Selection> {
  const frameId = info.frameId ?? 0
  const read = await readFrame(tabId, frameId)
  return {
    captured: chooseText(read, info.selectionText),
    from: { tabId, frameId, ...patternOf(frameId === 0 ? info.pageUrl : info.frameUrl) },
  }
}

export async function commandSelection(tabId: number): Promise<Selection> {
  const frameId = await focusedFrame(tabId)
  return { captured: chooseText(await readFrame(tabId, frameId), undefined), from: { tabId, frameId } }
}

/** Only web pages can be asked for; a page that we could read already needs no asking. */
const patternOf = (url: string | undefined) =>
  url !== undefined && /^https?:/.test(url) ? { pattern: hostPattern(new URL(url).origin) } : {}
