import { browser } from 'wxt/browser'
import { ChosenFile, FileButton } from '../../components/composer/ChosenFile'
import { FileModel, type GivenFiles, isPastedText } from '../../components/composer/file'
import type { ComposerModel } from '../../components/composer/model'

/** The address of the composer in a tab. */
const inTab = '#tab'

/** A secret's file: chosen, dropped or pasted. Loaded lazily, after the first paint. */
export function openFile(composer: ComposerModel) {
  // A popup closes by itself when a tab opens. If none does, it is still here, with the draft.
  const openTab = () => void browser.tabs.create({ url: `/popup.html${inTab}` }).catch(() => {})
  const model = new FileModel({ composer, openTab: location.hash === inTab ? undefined : openTab })
  /** The model says itself why it did not take a file. */
  const take = (given: GivenFiles) => void model.take(given).catch(() => {})
  const isComposing = () => document.querySelector('.composer')?.checkVisibility() === true

  document.addEventListener('dragover', event => {
    if (!event.dataTransfer?.types.includes('Files')) return
    // Otherwise the browser opens what is dropped, in place of this page.
    event.preventDefault()
    event.dataTransfer.dropEffect = isComposing() ? 'copy' : 'none'
  })
  document.addEventListener('drop', event => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (isComposing()) take(givenIn(event.dataTransfer))
  })
  document.addEventListener('paste', event => {
    const given = event.clipboardData && givenIn(event.clipboardData)
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!given || given.files.length === 0 || !isComposing() || isPastedText(text, given.files)) return
    event.preventDefault()
    take(given)
  })
  return {
    button: <FileButton model={model} composer={composer} />,
    view: <ChosenFile model={model} composer={composer} />,
  }
}

/** Read at once: what is transferred is gone after the event. */
function givenIn({ files, items }: DataTransfer): GivenFiles {
  const folder = [...items].some(item => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory)
  return { files: [...files], folder }
}
