import { type ComponentChild, type Ref, render } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { OpenerModel } from '../../components/opener/model'
import { Opener } from '../../components/opener/Opener'
import { ArrivedMessage, ServerScreen } from '../../components/recipient-view/OtherScreens'
import { RevealModel, type RevealStep } from '../../components/reveal/model'
import { Reveal } from '../../components/reveal/Reveal'
import { fillMessage, keptPlaces } from '../../components/shared/recipient-message'
import ownStyle from '../../components/style.css?inline'
import { TranslationProvider, type translationsIn } from '../../components/translation'
import type { Target } from '../../lib/domain/read-link'
import type { RecipientStep } from '../../lib/domain/recipient-steps'
import openerStyle from '../opener/style.css?inline'

/** What the pictures are of: nothing that a person wrote, but where and how it goes. */
export type Example = {
  words: ReturnType<typeof translationsIn>
  /** The server's origin. */
  server: string
  sealed: boolean
  passphrase: boolean
  /** The key goes another way. */
  apart: boolean
  /** The address of the opener page that the link leads to. */
  opener: string | undefined
  /** Milliseconds since 1970. */
  expires: number
  /** The person's own message, as a template. */
  template: string | undefined
}

const secretKey = 'example'
const keyPart = 'c1.example'
/** What a server shows of a sealed secret: as long as a short one, and nobody's. */
const block = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwidHlwIjoiY2FjaGV0In0..${'Q2FjaGV0IGV4YW1wbGUg'.repeat(18)}`

/** Draws steps by the components that recipients see, with states of their models made up here. */
export function pictureIn(example: Example) {
  const { words, server, passphrase, opener } = example
  const { t } = words
  const { host } = new URL(server)
  const link = { origin: server, secretKey, linkKey: new Uint8Array(32), passphrase }
  const target: Target = { is: 'sealed', link, repairs: [] }
  const unknown: Target = { is: 'unknown', place: { origin: server, secretKey }, repairs: [] }
  const text = t('recipientView.example')
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
    <Screen place={opener === undefined ? 'opener.html' : placeOf(opener)} style={openerStyle} words={words}>
      <body>
        <div id="app">
          <Opener
            model={openerAt(step)}
            able
            pasteKeys={undefined}
            languages={{
              all: { [t('language')]: t('opener.language') },
              onChoose: () => {},
              icon: '/icon.svg',
            }}
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

  const pictures: Record<RecipientStep, () => ComponentChild> = {
    link: () => message(),
    menu: () => message(true),
    giveKey: () => reveal({ at: 'ready', target: unknown }),
    read: () => reveal({ at: 'ready', target }),
    passphrase: () => reveal(asking),
    show: () => reveal(shown),
    openerRead: () => openerPage({ at: 'ready', target }),
    openerPassphrase: () => openerPage(asking),
    openerShow: () => openerPage(shown),
    openerLead: () => openerPage({ at: 'ready', target }),
    copySealed: () => serverPage({ text: `${t('stored.line')}\n\n${block}` }),
    bringSealed: () => serverPage({ text: `${t('stored.lineWithOpener', [opener ?? ''])}\n\n${block}` }),
    openerGather: () => openerPage({ at: 'asking' }),
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

const placeOf = (address: string): string => new URL(address).host || 'opener.html'

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

function openerAt(step: RevealStep): OpenerModel {
  const model = new OpenerModel({ copy: never, later: () => () => {} })
  model.step.value = step
  if (step.at === 'needsPassphrase') model.sealed.value = { at: 'found', text: block, passphrase: true }
  return model
}

function messageOf({ words, server, sealed, passphrase, apart, opener, expires, template }: Example) {
  const { t, format } = words
  const plain = `${server}/secret/${secretKey}`
  const link = opener ? `${opener}#${keyPart}` : sealed && !apart ? `${plain}#${keyPart}` : plain
  const own = template ?? t(sealed && !opener ? 'message.sealed' : 'message.standard', keptPlaces)
  const lines = [own, ...(passphrase ? [t('message.passphrase')] : [])].join('\n')
  const places = { link, expiry: format.moment(expires), server: new URL(server).host, note: '' }
  return { text: fillMessage(lines, places), link }
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
