import { useWords } from '../words'
import { Gathering } from './Gathering'
import { type Choice, Languages } from './Languages'
import { Leading } from './Leading'
import type { Opener as Model } from './model'
import { Opened } from './Opened'
import { Forgotten, Unable } from './Plain'

type Props = {
  model: Model
  /** Whether this browser, at this address, can decrypt at all. */
  able: boolean
  languages: Choice
  /** The keys that paste, or nothing where there are none. */
  pasteKeys: string | undefined
}

/** One page, and on it the one thing to do next. */
export function Opener({ model, able, languages, pasteKeys }: Props) {
  return (
    <>
      <Languages {...languages} />
      {able ? <Screen model={model} pasteKeys={pasteKeys} /> : <Unable />}
      <Assurance />
    </>
  )
}

function Screen({ model, pasteKeys }: Pick<Props, 'model' | 'pasteKeys'>) {
  const { stage, link } = model.now()
  if (stage.at === 'opened') return <Opened model={model} stage={stage} />
  if (stage.at === 'forgotten') return <Forgotten model={model} />
  if (link.at === 'whole')
    return <Leading model={model} link={link.link} repaired={link.repaired} pasteKeys={pasteKeys} />
  // Reading a link takes a moment in which nothing should flash.
  return link.at === 'reading' ? <main /> : <Gathering model={model} />
}

function Assurance() {
  const { t } = useWords()
  return (
    <footer class="hint">
      <p>{t('opener.promise')}</p>
    </footer>
  )
}
