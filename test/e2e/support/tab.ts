import { expect } from '@playwright/test'

/** What both drivers' pages can do. */
export type Driven = {
  evaluate(source: string): Promise<unknown>
  click(selector: string): Promise<unknown>
  bringToFront(): Promise<unknown>
  close(options?: { runBeforeUnload?: boolean }): Promise<unknown>
}

/** A page of the extension, pressed and looked at as a person does it, in either browser. */
export type Tab = {
  /** Runs a function in the page: it is sent as source, with its argument as JSON. */
  evaluate<Result, Arg = undefined>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg): Promise<Result>
  /** Presses the button with this name once it can be pressed. `which`: the first, 0, or a later one of several. */
  press(name: RegExp, which?: number): Promise<void>
  /** Writes into the field with this label, in the place of what is there. */
  fill(label: RegExp, text: string): Promise<void>
  /** Chooses the option with this value in the list with this label. */
  choose(label: RegExp, value: string): Promise<void>
  /** Presses what a selector leads to, the first of several. */
  pressOn(selector: string): Promise<void>
  /** What stands in the field with this label; nothing without such a field. */
  valueOf(label: RegExp): Promise<string | undefined>
  /** How many buttons with this name there are to be pressed. */
  buttons(name: RegExp): Promise<number>
  /** All that can be read in the page now, what stands in fields included. */
  words(): Promise<string>
  /** Waits until the page says so. */
  says(words: RegExp, timeout?: number): Promise<void>
  front(): Promise<void>
  reload(): Promise<void>
  close(): Promise<void>
  address(): Promise<string>
}

type Wanted = { is: 'button' | 'field'; source: string; which: number }

/** Marks what is meant, so that a real press can be aimed at it; whether it is there and ready. */
function mark({ is, source, which }: Wanted): { found: number; ready: boolean; value: string } {
  const name = new RegExp(source, 'i')
  const seen = (element: Element) => element.getClientRects().length > 0
  const labelOf = (field: Element) => {
    const { labels } = field as HTMLInputElement
    const own = field.getAttribute('aria-label') ?? ''
    return `${own}${[...(labels ?? [])].map(label => label.textContent).join(' ')}`
  }
  const all =
    is === 'button'
      ? [...document.querySelectorAll('button, [role=tab], summary')].filter(button =>
          name.test((button.textContent ?? '').trim()),
        )
      : [...document.querySelectorAll('input, textarea, select')].filter(field =>
          name.test(labelOf(field).trim()),
        )
  const there = all.filter(seen)
  const chosen = there[which]
  for (const other of document.querySelectorAll('[data-meant]')) other.removeAttribute('data-meant')
  chosen?.setAttribute('data-meant', '')
  chosen?.scrollIntoView({ block: 'center' })
  const value =
    chosen instanceof HTMLInputElement || chosen instanceof HTMLTextAreaElement ? chosen.value : ''
  const ready = chosen !== undefined && chosen.getAttribute('aria-disabled') !== 'true'
  return { found: there.length, ready, value }
}

function write(text: string): void {
  const field = document.querySelector<HTMLInputElement>('[data-meant]')
  if (!field) throw new Error('The field has gone')
  field.focus()
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

function allWords(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')]
  return [document.body?.innerText ?? '', ...fields.map(({ value }) => value)].join('\n')
}

export function tabOf(page: Driven): Tab {
  const evaluate = <Result, Arg>(run: (arg: Arg) => Result | Promise<Result>, arg?: Arg) =>
    page.evaluate(`(${run})(${JSON.stringify(arg)})`) as Promise<Result>
  const look = (wanted: Wanted) => evaluate(mark, wanted)
  const waitFor = (wanted: Wanted) =>
    expect
      .poll(async () => (await look(wanted).catch(() => undefined))?.ready, {
        message: `a ${wanted.is} called ${wanted.source}`,
        timeout: patience,
        intervals: [100],
      })
      .toBe(true)
  return {
    evaluate,
    async press(name, which = 0) {
      const wanted = { is: 'button', source: name.source, which } as const
      await page.bringToFront()
      await waitFor(wanted)
      await page.click('[data-meant]')
    },
    async fill(label, text) {
      await waitFor({ is: 'field', source: label.source, which: 0 })
      await evaluate(write, text)
    },
    async choose(label, value) {
      await waitFor({ is: 'field', source: label.source, which: 0 })
      await evaluate(write, value)
    },
    async pressOn(selector) {
      await page.bringToFront()
      await expect
        .poll(() => evaluate(where => document.querySelector(where) !== null, selector), {
          message: selector,
          timeout: patience,
          intervals: [100],
        })
        .toBe(true)
      await page.click(selector)
    },
    valueOf: async label => {
      const { found, value } = await look({ is: 'field', source: label.source, which: 0 })
      return found > 0 ? value : undefined
    },
    buttons: async name => (await look({ is: 'button', source: name.source, which: 0 })).found,
    words: () => evaluate(allWords),
    says: (words, timeout = patience) =>
      expect
        .poll(() => evaluate(allWords).catch(() => ''), { message: String(words), timeout, intervals: [100] })
        .toMatch(words),
    front: async () => void (await page.bringToFront()),
    async reload() {
      // Firefox never tells of the load of an extension's page, so it is looked for.
      await evaluate(() => {
        document.documentElement.setAttribute('data-old', '')
        setTimeout(() => location.reload())
      })
      await loaded(() =>
        evaluate(
          () => document.readyState === 'complete' && !document.documentElement.hasAttribute('data-old'),
        ),
      )
    },
    close: async () => void (await page.close()),
    address: () => evaluate(() => location.href),
  }
}

/** Milliseconds for which a person would wait, on a busy machine. */
const patience = 12_000

export async function loaded(ready: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(() => ready().catch(() => false), { message: 'the page loads', timeout: patience })
    .toBe(true)
}
