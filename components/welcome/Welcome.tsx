import type { ComponentChildren } from 'preact'
import { isAllowed } from '../../lib/domain/policy'
import { serverName } from '../server-name'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Forced } from '../ui/Forced'
import { Notice } from '../ui/Notice'
import { sampleSecret, type WelcomeModel } from './model'
import {
  PinPicture,
  ReadPicture,
  SealedPagePicture,
  SealPicture,
  SelectPicture,
  ServerPagePicture,
} from './WelcomePictures'

type Props = { model: WelcomeModel; browser: 'chromium' | 'firefox' }

/** The page that opens once after the extension is installed. */
export function Welcome({ model, browser }: Props) {
  const { t } = useTranslation()
  return (
    <main class="welcome">
      <header>
        <h1>{t('welcome.title')}</h1>
        <p>{t('app.description')}</p>
      </header>
      <ol class="pictures">
        <Picture words={t('welcome.select', [t('menu.share')])} picture={<SelectPicture />} />
        <Picture words={t('welcome.seal')} picture={<SealPicture />} />
        <Picture words={t('welcome.read')} picture={<ReadPicture />} />
      </ol>
      {model.failed.value && (
        <Notice kind="failure">
          <p>{t('fault.notKept')}</p>
        </Notice>
      )}
      <Regions model={model} />
      <Protection model={model} />
      <Try model={model} />
      <AtHand model={model} browser={browser} />
    </main>
  )
}

const Picture = ({ words, picture }: { words: string; picture: ComponentChildren }) => (
  <li>
    <figure>
      {picture}
      <figcaption>{words}</figcaption>
    </figure>
  </li>
)

function Regions({ model }: { model: WelcomeModel }) {
  const { t } = useTranslation()
  const { server, servers, suggested, refused, policy } = model
  const ruled = policy.value.allowedServers !== undefined
  const here = model.sharing.value.server
  return (
    <section aria-labelledby="region">
      <h2 id="region">{t('welcome.region')}</h2>
      <p class="hint">{t('welcome.regionLine')}</p>
      <div class="list" role="radiogroup" aria-labelledby="region">
        {servers.value.map(origin => (
          <label key={origin} class="entry">
            <input
              type="radio"
              name="region"
              checked={origin === server.value}
              onChange={() => model.chooseServer(origin)}
            />
            <span class="name">{serverName(t, origin)}</span>
            {origin === suggested.value && <span class="state">{t('welcome.suggested')}</span>}
            <span class="host">
              <bdi>{new URL(origin).host}</bdi>
            </span>
          </label>
        ))}
      </div>
      {ruled && <Forced words={t(isAllowed(policy.value, here) ? 'policy.forced' : 'policy.notAllowed')} />}
      <p role="status" class="saved">
        {model.saved.value === 'server' && t('welcome.saved', [serverName(t, here)])}
      </p>
      {refused.value && (
        <Notice kind="care">
          <p>{t('fault.noPermission')}</p>
          <Button onPress={model.allow}>{t('composer.allow', [serverName(t, here)])}</Button>
        </Notice>
      )}
      {!ruled && <a href="options.html#servers">{t('welcome.own')}</a>}
    </section>
  )
}

function Protection({ model }: { model: WelcomeModel }) {
  const { t } = useTranslation()
  const forced = model.policy.value.sealedRequired
  const options = [
    { mode: 'sealed', line: t('welcome.sealedLine'), picture: <SealedPagePicture /> },
    { mode: 'standard', line: t('welcome.standardLine'), picture: <ServerPagePicture /> },
  ] as const
  return (
    <section aria-labelledby="protection">
      <h2 id="protection">{t('composer.protection')}</h2>
      <div class="modes" role="radiogroup" aria-labelledby="protection">
        {options.map(({ mode, line, picture }) => (
          <label key={mode} class="mode">
            {picture}
            <span class="name">
              <input
                type="radio"
                name="mode"
                checked={model.sharing.value.mode === mode}
                disabled={forced && mode === 'standard'}
                aria-describedby={`${mode}-line`}
                onChange={() => model.chooseMode(mode)}
              />
              {t(`composer.${mode}`)}
            </span>
            <span class="hint" id={`${mode}-line`}>
              {line}
            </span>
          </label>
        ))}
      </div>
      {forced && <Forced words={t('policy.forced')} />}
      <p role="status" class="saved">
        {model.saved.value === 'mode' && t('options.saved')}
      </p>
    </section>
  )
}

function Try({ model }: { model: WelcomeModel }) {
  const { t } = useTranslation()
  const tried = model.tried.value
  return (
    <section aria-labelledby="try">
      <h2 id="try">{t('welcome.try')}</h2>
      <p id="try-line">{t('welcome.tryHere', [t('menu.share')])}</p>
      <input
        id="sample"
        autocomplete="off"
        class="sample"
        dir="ltr"
        readOnly
        spellcheck={false}
        value={sampleSecret}
        aria-labelledby="try"
        aria-describedby="try-line"
        onFocus={event => event.currentTarget.select()}
        onClick={event => event.currentTarget.select()}
      />
      <div role="status">
        {tried !== 'not yet' && (
          <p class={`notice ${tried === 'sample' ? 'good' : 'care'}`}>
            {t(tried === 'sample' ? 'welcome.tried' : 'welcome.triedOther')}
          </p>
        )}
      </div>
    </section>
  )
}

function AtHand({ model, browser }: Props) {
  const { t } = useTranslation()
  const keys = model.shortcut.value
  const how = t(browser === 'firefox' ? 'welcome.pinFirefox' : 'welcome.pinChromium')
  return (
    <section aria-labelledby="at-hand">
      <h2 id="at-hand">{t('welcome.atHand')}</h2>
      <div class="pin">
        <PinPicture />
        <p role="status" class={model.pinned.value ? 'saved' : ''}>
          {model.pinned.value ? t('welcome.pinned') : how}
        </p>
      </div>
      <p class="keys">
        {t('app.command')} {keys === '' ? '–' : <kbd dir="ltr">{keys}</kbd>}
      </p>
      <a href="options.html#about">{t('about.change')}</a>
    </section>
  )
}
