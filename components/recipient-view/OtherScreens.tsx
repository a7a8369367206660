import { useTranslation } from '../translation'

type Message = { text: string; link: string; mailed: boolean; menu: boolean }

/**
 * A message, in whatever program it arrives: plain, with its link underlined. `mailed`: by the server, in its own
 * words. `menu`: over the link.
 */
export function ArrivedMessage({ text, link, mailed, menu }: Message) {
  const { t } = useTranslation()
  const [before, after] = text.split(link, 2)
  return (
    <div class="arrived">
      <div class="paper" dir="auto">
        {mailed && <Lines />}
        {before}
        <u dir="ltr">{link}</u>
        {after}
      </div>
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

const Lines = () => (
  <>
    <div class="line title" />
    <div class="line" />
  </>
)

/** `asks`: before the secret is shown. */
type Shows = { asks: 'press' | 'passphrase' } | { text: string }

/** The server's own page. Every server's looks different: grey lines for its words, and what matters. */
export function ServerScreen({ shows }: { shows: Shows }) {
  return (
    <div class="server-page">
      <Lines />
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
