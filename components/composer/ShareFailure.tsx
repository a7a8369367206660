import type { LostShare as Found, LostSecret } from '../../lib/domain/lost-share'
import { BurnQuestion, burnResult } from '../BurnQuestion'
import type { createBurns } from '../burn-state'
import { apologyFor, reasonLost } from '../fault-messages'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { useAfter } from '../use-question'
import type { ComposerModel } from './model'

type BurningOf = ReturnType<typeof createBurns>

type Failed = { model: ComposerModel; burningOf: BurningOf }

/** Why a share failed, what was made before, and what is known of a secret that may have arrived. */
export function ShareFailure({ model, burningOf }: Failed) {
  const words = useTranslation()
  const { t, format } = words
  const outcome = model.status.outcome.value
  if (outcome?.at !== 'failed' && outcome?.at !== 'looking') return null
  const { failure, batch } = outcome
  const orphan = outcome.at === 'failed' ? outcome.orphan : undefined
  const isLost = outcome.at === 'looking' || orphan !== undefined
  const { server } = model.draft.current.value
  return (
    <Notice kind="failure">
      {batch && <p>{t('batch.made', [format.number(batch.number - 1), format.number(batch.of)])}</p>}
      <p>{isLost ? reasonLost(words, failure) : apologyFor(words, failure)}</p>
      {outcome.at === 'looking' && <p>{t('orphan.looking')}</p>}
      {orphan && <LostShareNotice orphan={orphan} burningOf={burningOf} />}
      {failure.code === 'noPermission' && (
        <Button onPress={model.allowServer}>{t('composer.allow', [new URL(server).host])}</Button>
      )}
    </Notice>
  )
}

/** What is known of a share that got no answer; if its secret was found, it can be burned. */
function LostShareNotice({ orphan, burningOf }: { orphan: Found; burningOf: BurningOf }) {
  const { t } = useTranslation()
  if (orphan.is === 'none') return <p>{t('orphan.none')}</p>
  if (orphan.is === 'unknown') return <p>{t('fault.maybeSent')}</p>
  if (orphan.is === 'found') {
    return (
      <>
        <p>{t('orphan.found')}</p>
        <Burn lost={orphan.secret} burning={burningOf(orphan.secret.id)} />
      </>
    )
  }
  return (
    <>
      <p>{t('orphan.perhaps')}</p>
      <ul class="orphans">
        {orphan.secrets.map(lost => (
          <Candidate key={lost.id} lost={lost} burning={burningOf(lost.id)} />
        ))}
      </ul>
    </>
  )
}

type Props = { lost: LostSecret; burning: ReturnType<BurningOf> }

function Candidate({ lost, burning }: Props) {
  const { format } = useTranslation()
  return (
    <li>
      <span>{format.time(lost.created)}</span>
      <Burn lost={lost} burning={burning} />
    </li>
  )
}

function Burn({ lost: { id, locked }, burning }: Props) {
  const { t } = useTranslation()
  const step = burning.burning.value
  const asking = step.at === 'asking' || step.at === 'burning'
  const after = useAfter<HTMLDivElement>(asking)
  if (asking) {
    return (
      <BurnQuestion
        step={step}
        onType={burning.typeToBurn}
        onBurn={() => burning.burn(id)}
        onKeep={burning.stopBurning}
      />
    )
  }
  return (
    <div ref={after} tabIndex={-1}>
      {step.at === 'done' ? (
        <p role="status">{burnResult(t, step.state)}</p>
      ) : (
        <Button onPress={() => burning.askToBurn(locked)}>{t('history.burn')}</Button>
      )}
    </div>
  )
}
