import type { Page } from '@playwright/test'
import { dispatchCommand } from './support/chromium-events'
import { editorPage } from './support/editor-page'
import { expect } from './support/extension'
import { editable, editorFields, type Field, secret, textarea } from './support/fields'
import { expectNotice } from './support/in-page-notice'
import { chooseServer, hold, shares } from './support/journey'
import { popupOpening } from './support/popup'
import { open, selectSecret, shareAndReplace, test, textIn, wholePage } from './support/replacing'
import { thorough, tier } from './support/tiers'
import type { ExtensionWorker } from './support/worker'

const twice = `<textarea id="field" rows="6" cols="60">${secret} and ${secret}</textarea>`

const whole = (selector: string) => ({
  words: 'could not be replaced',
  select: async (page: Page) => page.locator(selector).selectText(),
})

test.describe('share as secret, and nothing is replaced', () => {
  test.beforeEach(async ({ server, worker }) => chooseServer(worker, server.origin))

  /** What a person may do while the server is slow. */
  const meanwhile: {
    name: string
    field: Field
    act: (page: Page, worker: ExtensionWorker) => Promise<unknown>
  }[] = [
    { name: 'types on', field: textarea, act: page => page.keyboard.type('Monday') },
    { name: 'moves the selection on', field: textarea, act: page => page.keyboard.press('Shift+ArrowRight') },
    {
      name: 'selects the same word elsewhere in the field',
      field: { ...textarea, pages: async () => ({ '/': { html: twice } }) },
      act: page =>
        page.locator('textarea').evaluate((field: HTMLTextAreaElement, secret) => {
          const at = field.value.lastIndexOf(secret)
          field.setSelectionRange(at, at + secret.length)
        }, secret),
    },
    {
      name: 'goes to another field',
      field: textarea,
      act: async page => {
        await page.locator('#other').focus()
        await page.keyboard.type('typed there ')
      },
    },
    {
      name: 'shares another text of the same field',
      field: textarea,
      act: async (page, worker) => {
        await page.locator('textarea').evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(0, 8))
        await dispatchCommand(worker, 'share-selection')
        // Taken up: the popup says that another one is under way, and has the keyboard.
        await expect
          .poll(() =>
            page
              .context()
              .pages()
              .some(other => other.url().endsWith('/popup.html')),
          )
          .toBe(true)
      },
    },
    ...editorFields.map(field => ({
      name: `types on in ${field.name}`,
      field,
      act: (page: Page) => page.keyboard.type('Monday'),
    })),
    {
      name: 'selects the same words at another place of a contenteditable',
      field: {
        ...editable,
        pages: async () => ({
          '/': { html: `<div id="field" contenteditable>${secret} and ${secret}</div>` },
        }),
      },
      act: page =>
        page.locator('#field').evaluate((field, length) => {
          const words = field.firstChild
          if (words) getSelection()?.setBaseAndExtent(words, length + 5, words, 2 * length + 5)
        }, secret.length),
    },
  ]
  for (const { name, field, act } of meanwhile) {
    const short = /^(types on|types on in codemirror|shares another .*)$/.test(name)
    test(
      `who ${name} meanwhile has nothing replaced, and the link on the clipboard`,
      tier(short),
      async ({ page, pages, selecting, server, worker }) => {
        await open(page, pages, field)
        await selectSecret(page)
        const letGo = hold(server)
        await selecting.press('share-and-replace')
        await expect.poll(() => shares(server).length).toBe(1)
        await act(page, worker)
        const meanwhile = await wholePage(page)
        expect(await selecting.clipboard.read(), 'it is still under way').toBe('what was there before')
        letGo()
        await selecting.link()
        await expectNotice(worker, page.url(), 'the text could not be replaced')
        expect(await wholePage(page)).toEqual(meanwhile)
        expect(JSON.stringify(meanwhile)).not.toContain('/secret/')
      },
    )
  }

  /** Where a link cannot stand, or must not. */
  const unfit: { name: string; body: string; select: (page: Page) => Promise<unknown>; words: string }[] = [
    {
      name: 'a field that is only to be read',
      body: `<textarea readonly>${secret}</textarea>`,
      ...whole('textarea'),
    },
    { name: 'a password field', body: `<input type="password" value="${secret}">`, ...whole('input') },
    { name: 'a field without room', body: `<input maxlength="40" value="${secret}">`, ...whole('input') },
    {
      name: 'a field behind a closed door',
      body: '<div id="host"></div><script>window.inside = host.attachShadow({ mode: "closed" }); inside.innerHTML = "<p contenteditable>hunter2-Correct</p>"</script>',
      words: 'could not be replaced',
      select: page =>
        page.evaluate(() => {
          const inside: unknown = Reflect.get(window, 'inside')
          const field = inside instanceof ShadowRoot && inside.querySelector('p')
          if (!field) throw new Error('no field')
          field.focus()
          document.execCommand('selectAll')
        }),
    },
    { name: 'words of the page itself', body: `<p>${secret}</p>`, ...whole('p') },
    {
      name: 'a selection that reaches out of its field',
      body: `<div id="a" contenteditable>hunter2</div><p id="b">-Correct</p>`,
      words: 'could not be replaced',
      select: async page => {
        await page.locator('#a').focus()
        await page.evaluate(() => {
          const [a, b] = [document.querySelector('#a'), document.querySelector('#b')]
          if (a && b) getSelection()?.setBaseAndExtent(a, 0, b, 1)
        })
      },
    },
    {
      name: 'an editor that is only to be read',
      body: `<div contenteditable aria-readonly="true">${secret}</div>`,
      ...whole('div'),
    },
  ]
  for (const { name, body, select, words } of unfit) {
    const short = /reaches out/.test(name)
    test(
      `${name} stays as it is, and the link is on the clipboard`,
      tier(short),
      async ({ page, pages, selecting, worker }) => {
        pages.put({ '/': { html: body } })
        await page.goto(pages.origin)
        await select(page)
        const before = await wholePage(page)
        await shareAndReplace(selecting)
        await expectNotice(worker, page.url(), words)
        expect(await wholePage(page)).toEqual(before)
      },
    )
  }

  test('a share that failed leaves the text in the page, and keeps it', async ({
    context,
    page,
    pages,
    selecting,
    server,
  }) => {
    await open(page, pages, textarea)
    await selectSecret(page)
    server.misbehave({ at: 'status', status: 500 })
    const opened = popupOpening(context)
    await selecting.press('share-and-replace')
    const popup = await opened
    await expect(popup.getByRole('textbox', { name: 'Your secret' })).toHaveValue(secret)
    expect(await textIn(page)).toBe(textarea.holds)
  })

  test('a page gone by then is not written in, nor is the one in its place', async ({
    page,
    pages,
    selecting,
    server,
  }) => {
    await open(page, pages, textarea)
    await selectSecret(page)
    const letGo = hold(server)
    await selecting.press('share-and-replace')
    await expect.poll(() => shares(server).length).toBe(1)
    await open(page, pages, textarea)
    await selectSecret(page)
    letGo()
    await selecting.link()
    await expect(page.locator('html > [popover]')).toBeVisible()
    expect(await textIn(page)).toBe(textarea.holds)
  })

  test('of an editor that shows only a part of a long text, nothing is taken for the whole', {
    tag: thorough,
  }, async ({ context, page, pages, selecting, server }) => {
    const many = Array.from({ length: 2_000 }, (_, line) => `line ${line}`)
    pages.put(await editorPage('codemirror', many))
    // As some pages do: their editor is not told of copying, so nobody can tell what is out of sight.
    await page.addInitScript(() => addEventListener('copy', event => event.stopImmediatePropagation(), true))
    await page.goto(pages.origin)
    await page.locator('.cm-content').focus()
    await page.keyboard.press('Control+A')
    const opened = popupOpening(context)
    await selecting.press('share-selection')
    await expect((await opened).getByText('may differ from your selection')).toBeVisible()
    expect(server.log).toEqual([])
    expect(await textIn(page)).toBe(many.join('\n'))
  })
})
