import { render } from 'preact'
import type { ComposerModel } from '../../components/composer/model'
import { RecipientView } from '../../components/recipient-view/RecipientView'
import { recipientWords } from '../../components/recipient-words'
import type { SharedCardModel } from '../../components/shared/model'
import { TranslationProvider, translationsIn } from '../../components/translation'
import type { Language } from '../../lib/domain/language'
import { linkOpener, openerFor, readsSecretItself } from '../../lib/domain/link'
import '../../components/recipient-view/recipient-view.css'
import { readOwnFile } from './platform'
import { addressBarOf, type Example, pictureIn } from './recipient-pictures'

type Words = ReturnType<typeof translationsIn>

/** What the recipient of the secret that is being written will see. */
export async function showRecipientOfDraft(words: Words, { draft, settings }: ComposerModel): Promise<void> {
  const { mode, server, passphrase, recipient, ttl, language } = draft.current.peek()
  open({
    words,
    recipientWords: await wordsIn(words, language),
    sealed: mode === 'sealed',
    server,
    passphrase: passphrase !== '',
    opener: draft.opener.peek(),
    apart: recipient.trim() === '' ? 'no' : 'mailed',
    expires: Date.now() + ttl * 1_000,
    own: settings.peek().message,
  })
}

/** The same for a secret that was shared. Nothing of its link is shown, only where it leads. */
export async function showRecipientOfShared(
  words: Words,
  { draft, settings }: ComposerModel,
  { shared, way, keyApart }: SharedCardModel,
): Promise<void> {
  const { link, sealed, passphrase, mailedTo, expires, language, ...made } = shared.peek()
  const apart = mailedTo ? 'mailed' : way.peek() === 'apart' || keyApart.peek() ? 'yes' : 'no'
  // What is in force now may be another page than when the link was made; beside a link without key it is meant.
  const page = linkOpener(link) === 'none' ? undefined : link.split('#', 1)[0]
  const opener = apart === 'no' ? page : draft.opener.peek()
  // An account's links may be on a domain of its own.
  const server = page === undefined ? new URL(link).origin : made.server
  const { message: own } = settings.peek()
  const told = await wordsIn(words, language)
  open({ words, recipientWords: told, sealed, server, passphrase, opener, apart, expires, own })
}

const wordsIn = async (own: Words, language: Language | undefined): Promise<Words> =>
  translationsIn((await recipientWords(own.t, language, readOwnFile)).t)

/** A dialog, so that what is under it stays as it is and gets the focus back. */
function open({ opener: address, ...given }: Example): void {
  const { words, sealed, apart, server, passphrase } = given
  const dialog = document.createElement('dialog')
  dialog.className = 'recipient-view'
  dialog.ariaLabel = words.t('recipientView.title')
  const opener = sealed ? openerFor(server, address) : undefined
  const kind = opener === undefined ? 'none' : readsSecretItself(opener, server) ? 'own' : 'leading'
  document.body.append(dialog)
  dialog.addEventListener('close', () => {
    render(null, dialog)
    dialog.remove()
  })
  // Shown first, as the pictures are measured.
  dialog.showModal()
  render(
    <TranslationProvider value={words}>
      <div class="recipient-view-content">
        <RecipientView
          secret={{ sealed, passphrase, opener: kind, apart }}
          places={{ server: new URL(server).host, opener: addressBarOf(opener) }}
          draw={pictureIn({ ...given, opener })}
          onBack={() => dialog.close()}
        />
      </div>
    </TranslationProvider>,
    dialog,
  )
  dialog.querySelector('h1')?.focus()
}
