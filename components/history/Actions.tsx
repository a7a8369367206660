import type { Entry } from '../../lib/rules/entry'
import { BurnQuestion } from '../BurnQuestion'
import { useWords } from '../words'
import { Choosing } from './Choosing'
import { Forgetting } from './Forgetting'
import type { History } from './model'
import { Renaming } from './Renaming'

type Props = { model: History; entry: Entry }

/** What opens under a row: first what can be done, then one thing at a time. */
export function Actions({ model, entry }: Props) {
  const { acting } = model
  return (
    <div id={`of-${entry.id}`} class="actions">
      <Now model={model} entry={entry} />
      <p class="unseen" role="status">
        <Said acting={acting} id={entry.id} />
      </p>
    </div>
  )
}

function Now({ model, entry }: Props) {
  const { acting } = model
  const { burning: now, typeToBurn } = acting.burningOf(entry.id)
  const burning = now.value
  const step = acting.step.value
  if (burning.at === 'asking' || burning.at === 'burning') {
    return (
      <BurnQuestion
        step={burning}
        onType={typeToBurn}
        onBurn={() => acting.burn(entry.id)}
        onKeep={acting.back}
      />
    )
  }
  if (step.at === 'renaming') return <Renaming acting={acting} id={entry.id} label={step.label} />
  if (step.at === 'forgetting') return <Forgetting acting={acting} entry={entry} />
  return <Choosing model={model} entry={entry} />
}

/** For those who do not see it: `Choosing` shows the same words. */
function Said({ acting, id }: { acting: History['acting']; id: string }) {
  const { t } = useWords()
  const burning = acting.burningOf(id).burning.value
  const step = acting.step.value
  if (burning.at === 'done') return <>{t(`history.burnt.${burning.state}`)}</>
  if (step.at !== 'choosing' || step.said === undefined || typeof step.said !== 'string') return null
  return <>{t(`history.did.${step.said}`)}</>
}
