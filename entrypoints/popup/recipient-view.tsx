import { render } from 'preact'
import type { ComposerModel } from '../../components/composer/model'
import { RecipientView } from '../../components/recipient-view/RecipientView'
import { TranslationProvider, type translationsIn } from '../../components/translation'
import { leadsToServer, openerFor, readsSecretItself } from '../../lib/domain/link'
import type { SharedSecret } from '../../lib/domain/share-outcome'
import '../../components/recipient-view/recipient-view.css'
import { type Example, pictureIn } from './recipient-pictures'

type Words = ReturnType<typeof translationsIn>

/** What the recipient of the secret that is being written will see. */
export function showRecipientOfDraft(words: Words, { draft, settings }: ComposerModel): void {
  const { mode, server, passphrase, recipient, ttl } = draft.current.peek()
  const { opener = settings.peek().opener } = draft.policy.peek()
  open(words, {
    sealed: mode === 'sealed',
    server,
    passphrase: passphrase !== '',
    opener,
    apart: recipient !== '',
    expires: Date.now() + ttl * 1_000,
    template: settings.peek().message,
  })
}

/** The same for a secret that was shared. Nothing of its link is shown, only where it leads. */
export function showRecipientOfShared(
  words: Words,
  { link, server, sealed, passphrase, mailedTo, expires }: SharedSecret,
  apart: boolean,
  template: string | undefined,
): void {
  const [page = server] = link.split('#', 1)
  open(words, {
    sealed,
    server,
    passphrase,
    opener: leadsToServer(link) || !sealed ? undefined : page,
    apart: apart || Boolean(mailedTo),
    expires,
    template,
  })
}

/** A dialog, so that what is under it stays as it is and gets the focus back. */
function open(words: Words, given: Omit<Example, 'words'>): void {
  const dialog = document.createElement('dialog')
  dialog.className = 'recipient-view'
  dialog.ariaLabel = words.t('recipientView.title')
  const { sealed, apart, server, passphrase } = given
  const opener = sealed && !apart ? openerFor(server, given.opener) : undefined
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
          draw={pictureIn({ ...given, words, opener })}
          onBack={() => dialog.close()}
        />
      </div>
    </TranslationProvider>,
    dialog,
  )
  dialog.querySelector('h1')?.focus()
}
