import { createModel, signal } from '@preact/signals'
import { sealedSize } from '../../lib/domain/padding'
import { longestPayload } from '../../lib/domain/payload'
import { type SharedFile, sharedFileOf } from '../../lib/domain/shared-file'
import type { ComposerModel } from './model'

/** Why nothing was taken. `by`: how many bytes too large, as the server counts them. */
export type FileRefusal = { is: 'unusable' | 'many' } | { is: 'tooLarge'; by: number }

/** What was dropped, pasted or chosen. `folder`: one of it is a folder. */
export type GivenFiles = { files: readonly File[]; folder: boolean }

type World = {
  composer: Pick<ComposerModel, 'draft' | 'settings' | 'status' | 'write' | 'closeGenerator'>
  /** Opens this composer in a tab, where a file dialogue closes nothing; `undefined` in such a tab. */
  openTab: (() => void) | undefined
}

/** The most bytes whose base64 fits into a payload at all: a larger file is not even read. */
const mostBytes = Math.floor(longestPayload / 4) * 3

/** The file of a secret: taken if it fits, and given back for the text that it stood in for. */
export const FileModel = createModel(({ composer, openTab }: World) => {
  const refused = signal<FileRefusal | undefined>(undefined)
  let turn = 0

  /** Bytes over the server's room once sealed; not over: 0 or less. */
  async function excess(file: SharedFile): Promise<number> {
    const room = composer.draft.room.peek()
    const { note, passphrase } = composer.draft.current.peek()
    return (await sealedSize({ file, ...(note && { note }) }, passphrase !== '', room)) - room
  }

  /** The same for a file that is not read: as if it did not compress. */
  const unreadExcess = (bytes: number): number =>
    Math.max(Math.ceil(bytes / 3) * 4 - composer.draft.room.peek(), bytes - mostBytes)

  async function refusalOf(file: File, mine: number): Promise<FileRefusal | undefined> {
    if (file.size > mostBytes) return { is: 'tooLarge', by: unreadExcess(file.size) }
    // A folder looks like a file in some browsers, until it is read.
    const bytes = await file.arrayBuffer().catch(() => undefined)
    if (!bytes || bytes.byteLength === 0) return { is: 'unusable' }
    const taken = sharedFileOf(file.name, file.type, new Uint8Array(bytes))
    const by = await excess(taken)
    if (by > 0) return { is: 'tooLarge', by }
    if (mine !== turn) return undefined
    composer.closeGenerator()
    composer.write({ file: taken })
    return undefined
  }

  return {
    refused,
    /** Whether this is a tab, which no file dialogue closes. */
    inTab: signal(!openTab),
    openTab: () => openTab?.(),
    async take({ files, folder }: GivenFiles): Promise<void> {
      const [file, another] = files
      if (composer.status.busy.peek() || (!file && !folder)) return
      const mine = ++turn
      refused.value = undefined
      const why = another || folder || !file ? { is: 'many' as const } : await refusalOf(file, mine)
      if (mine === turn) refused.value = why
    },
    /** The text that stood there comes back, and so does the person's own choice of protection. */
    remove(): void {
      turn++
      refused.value = undefined
      composer.write({ file: undefined, mode: composer.settings.peek().sharing.mode })
      composer.draft.focus()
    },
  }
})
export type FileModel = InstanceType<typeof FileModel>

/**
 * Whether what was pasted is a text that also comes as a picture, as from a spreadsheet, rather than files,
 * of which file managers give the names or addresses as text.
 */
export function isPastedText(text: string, files: readonly Pick<File, 'name'>[]): boolean {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
  return lines.length > 0 && !lines.every(line => files.some(({ name }) => isNameOf(line, name)))
}

function isNameOf(line: string, name: string): boolean {
  if (line === name || line.endsWith(`/${name}`) || line.endsWith(`\\${name}`)) return true
  return line.startsWith('file:') && line.endsWith(`/${encodeURIComponent(name)}`)
}
