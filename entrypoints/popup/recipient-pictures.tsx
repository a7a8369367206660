import { type ComponentChild, type Ref, render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { OpenerModel } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { ArrivedMessage, ServerScreen } from '../../components/recipient-view/OtherScreens'
import { RevealModel, type RevealStep } from '../../components/reveal/model'
import { Reveal } from '../../components/reveal/Reveal'
import ownStyle from '../../components/reveal/reveal.css?inline'
import { fillMessage, recipientMessage } from '../../components/shared/recipient-message'
import { TranslationProvider, type translationsIn } from '../../components/translation'
import { readsSecretItself } from '../../lib/domain/link'
import type { Target } from '../../lib/domain/read-link'
import type { RecipientCase, RecipientStep } from '../../lib/domain/recipient-steps'
import openerStyle from '../opener/style.css?inline'

/** What the pictures are of: nothing of the secret, only where and how it goes. */
export type Example = Omit<RecipientCase, 'opener'> & {
  words: ReturnType<typeof translationsIn>
  /** Those of the message and the stored line. */
  recipientWords: Example['words']
  /** The server's origin. */
  server: string
  /** The address of the page for people without the extension. */
  opener: string | undefined
  /** Milliseconds since 1970. */
  expires: number
  /** The person's own message, as a template. */
  own: string | undefined
}

const secretKey = 'example'
/** In the form of a key and its check. */
const key = 'an-example-of-a-key--which-opens-nothing-ok'
const check = 'none-yet'
/** What a server shows of a sealed secret: as long as a short one, and nobody's. */
const block = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiY2FjaGV0In0..${'Q2FjaGV0IGV4YW1wbGUg'.repeat(18)}`

/** Draws steps by the components that recipients see, with states of their models made up here. */
export function pictureIn(example: Example) {
  const { words, server, passphrase, opener } = example
  const { t } = words
  const { host } = new URL(server)
  const itself = readsSecretItself(opener, server)
  const link = { origin: server, secretKey, linkKey: new Uint8Array(32), passphrase }
  const target: Target = { is: 'sealed', link, repairs: [] }
  const unknown: Target = { is: 'unknown', place: { origin: server, secretKey }, repairs: [] }
  const text = t('composer.secret')
  const shown: RevealStep = { at: 'shown', payload: { text }, sealed: true, visible: true, copied: 'no' }
  const asking: RevealStep = { at: 'needsPassphrase', target, wrong: false }

  const reveal = (step: RevealStep) => (
    <Screen place={t('app.name')} style={ownStyle} words={words}>
      <body class="page">
        <Reveal model={revealAt(step)} />
      </body>
    </Screen>
  )
  const openerPage = (step: RevealStep) => (
    <Screen place={addressBarOf(opener)} style={openerStyle} words={words}>
      <body>
        <div id="app">
          <Opener
            model={openerAt(step, itself ? server : undefined)}
            obstacle={undefined}
            pasteKeys={undefined}
            languages={{ all: [t('language')], onChoose: () => {}, icon: '/icon.svg' }}
          />
        </div>
      </body>
    </Screen>
  )
  const message = (menu = false) => (
    <Framed>
      <ArrivedMessage {...messageOf(example)} menu={menu} />
    </Framed>
  )
  const serverPage = (shows: Parameters<typeof ServerScreen>[0]['shows']) => (
    <Framed place={host}>
      <ServerScreen shows={shows} />
    </Framed>
  )
  const stored = () => {
    const { t } = example.recipientWords
    const line = opener === undefined ? t('stored.line') : t('stored.lineWithOpener', [opener])
    return serverPage({ text: `${line}\n\n${block}` })
  }

  const pictures: Record<RecipientStep, () => ComponentChild> = {
    link: () => message(),
    mailedLink: () => message(),
    menu: () => message(true),
    copyLink: () => message(),
    pasteLink: () => reveal({ at: 'asking' }),
    giveKey: () => reveal({ at: 'ready', target: unknown }),
    read: () => reveal({ at: 'ready', target }),
    passphrase: () => reveal(asking),
    show: () => reveal(shown),
    openerRead: () => openerPage({ at: 'ready', target }),
    openerPassphrase: () => openerPage(asking),
    openerShow: () => openerPage(shown),
    openerLead: () => openerPage({ at: 'ready', target }),
    copySealed: stored,
    bringSealed: stored,
    gather: () => openerPage({ at: 'asking' }),
    gatherKey: () => openerPage({ at: 'asking' }),
    openerGatherKey: () => openerPage({ at: 'asking' }),
    serverRead: () => serverPage({ asks: 'press' }),
    serverPassphrase: () => serverPage({ asks: 'passphrase' }),
    serverText: () => serverPage({ text }),
  }
  return (step: RecipientStep): ComponentChild => pictures[step]()
}

type FrameProps = {
  /** Where the recipient is: the address bar, as far as people read it. */
  place?: string
  screen?: Ref<HTMLDivElement>
  children: ComponentChild
}

const Framed = ({ place, screen, children }: FrameProps) => (
  <>
    {place !== undefined && (
      <p class="address" dir="ltr">
        {place}
      </p>
    )}
    <div ref={screen ?? null} class="screen">
      <div>{children}</div>
    </div>
  </>
)

/** What people read of the opener page's address; of a file its name. */
export const addressBarOf = (opener: string | undefined): string =>
  (opener !== undefined && new URL(opener).host) || 'opener.html'

/** Nothing here asks for anything: the models are only looked at. */
const never = () => new Promise<never>(() => {})

function revealAt(step: RevealStep): RevealModel {
  const world = { call: never, copy: never, request: never, requestClipboard: never, forget: never }
  const model = new RevealModel(
    { ...world, later: () => () => {}, keep: () => {}, save: () => {} },
    { given: '', received: undefined, clearsClipboard: false },
  )
  model.step.value = step
  return model
}

function openerAt(step: RevealStep, own: string | undefined): OpenerModel {
  const still = { find: never, retrieve: never, latest: () => undefined, hasRoom: () => true }
  const model = new OpenerModel({
    ...(own !== undefined && { own: { ...still, origin: own, forget: () => {}, whenForgotten: () => {} } }),
    copy: never,
    later: () => () => {},
    save: () => {},
  })
  model.step.value = step
  if (step.at === 'needsPassphrase' && !own)
    model.sealed.value = { at: 'found', text: block, passphrase: true }
  return model
}

/** As the card makes it, of a link that leads nowhere. A server's mail has words of its own. */
function messageOf({ recipientWords: words, opener, own, apart, ...secret }: Example) {
  const { server, sealed, passphrase } = secret
  const plain = `${server}/secret/${secretKey}`
  if (apart === 'mailed') return { link: plain, text: plain, mailed: true }
  const flags = passphrase ? 'c1p' : 'c1'
  const whole =
    opener !== undefined && apart === 'no'
      ? `${opener}#${[flags, new URL(server).host, secretKey, key, check].join('.')}`
      : `${plain}#${[flags, key, check].join('.')}`
  const shared = { ...secret, id: '', link: sealed ? whole : plain, remembered: true }
  const { template, places } = recipientMessage(shared, words, { own, opener, keyApart: apart === 'yes' })
  return { link: places.link, text: fillMessage(template, { ...places, note: '' }), mailed: false }
}

type ScreenProps = { place: string; style: string; words: Example['words']; children: ComponentChild }

/** One of our pages, small: in a shadow root, so that its style sheet and its ids are its own. */
function Screen({ place, style, words, children }: ScreenProps) {
  const screen = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const root = screen.current?.firstElementChild?.attachShadow({ mode: 'open' })
    if (!root) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(style)
    root.adoptedStyleSheets = [sheet]
    render(<TranslationProvider value={words}>{children}</TranslationProvider>, root)
    if (screen.current) scrollTo(screen.current, root.querySelector('.primary'))
    return () => render(null, root)
  }, [])
  return (
    <Framed place={place} screen={screen}>
      {null}
    </Framed>
  )
}

/** Shows what is to be pressed, where the screen is longer than its picture. */
function scrollTo(screen: HTMLElement, pressed: Element | null): void {
  const hidden = pressed ? pressed.getBoundingClientRect().bottom - screen.getBoundingClientRect().bottom : 0
  screen.scrollTop = hidden > 0 ? hidden + 12 : 0
}
