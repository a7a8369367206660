import { useTranslation } from '../translation'

/** The sender's message, in whatever program it arrives: plain, with its link underlined. `menu`: over that link. */
export function ArrivedMessage({ text, link, menu = false }: { text: string; link: string; menu?: boolean }) {
  const { t } = useTranslation()
  const [before, after] = text.split(link, 2)
  return (
    <div class="arrived">
      <p class="paper" dir="auto">
        {before}
        <u dir="ltr">{link}</u>
        {after}
      </p>
      {menu && (
        <ul>
          <li class="line" />
          <li class="line short" />
          <li class="chosen">{t('reveal.menu')}</li>
        </ul>
      )}
    </div>
  )
}

/** `asks`: before the secret is shown. */
type Shows = { asks: 'press' | 'passphrase' } | { text: string }

/** The server's own page. Every server's looks different: grey lines for its words, and what matters. */
export function ServerScreen({ shows }: { shows: Shows }) {
  return (
    <div class="server-page">
      <div class="line title" />
      <div class="line" />
      {'text' in shows ? (
        <p class="paper" dir="auto">
          {shows.text}
        </p>
      ) : (
        <>
          {shows.asks === 'passphrase' && <p class="paper">••••••••</p>}
          <div class="press">
            <div class="line short" />
          </div>
        </>
      )}
    </div>
  )
}
