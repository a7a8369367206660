import { useEffect, useRef } from 'preact/hooks'
import { type Entry, needsPassphraseToBurn } from '../../lib/domain/history-entry'
import { BurnQuestion, burnedOf, burnResult } from '../BurnQuestion'
import { reasonFor, type Words } from '../fault-reasons'
import { useTranslation } from '../translation'
import { Button } from '../ui/Button'
import { Notice } from '../ui/Notice'
import { TextField } from '../ui/TextField'
import { useQuestion } from '../use-question'
import { AllowServer } from './BarredServers'
import type { HistoryModel } from './model'

type Props = { model: HistoryModel; entry: Entry }
type OpenRow = HistoryModel['row']

const done = {
  addressCopied: 'history.addressCopied',
  addressNotCopied: 'shared.apartFailed',
  renamed: 'options.saved',
} as const

/** The panel under an open row: the available actions, then one at a time. */
export function RowActions({ model, entry }: Props) {
  const { row } = model
  return (
    <div id={`of-${entry.id}`} class="actions">
      <CurrentStep model={model} entry={entry} />
      <p class="unseen" role="status">
        <SaidAloud row={row} entry={entry} />
      </p>
    </div>
  )
}

function CurrentStep({ model, entry }: Props) {
  const { row } = model
  const { burning: now, typeToBurn } = row.burningOf(entry.id)
  const burning = now.value
  const step = row.step.value
  const allow = <AllowServer model={model} server={entry.server} />
  if (burning.at === 'asking' || burning.at === 'burning') {
    return (
      <BurnQuestion
        step={burning}
        allow={allow}
        onType={typeToBurn}
        onBurn={() => row.burn(entry.id)}
        onKeep={row.back}
      />
    )
  }
  const { batch } = entry
  const all = batch && row.batchBurningOf(batch.id)
  const allAt = all?.burning.value.at
  if (all && (allAt === 'asking' || allAt === 'burning')) {
    return (
      <BurnQuestion
        step={all.burning.value}
        many={model.waitingOf(batch.id)}
        allow={allow}
        onType={all.typeToBurn}
        onBurn={() => row.burnBatch(entry.id, batch.id)}
        onKeep={row.back}
      />
    )
  }
  if (step.at === 'renaming') return <LabelField row={row} id={entry.id} label={step.label} />
  if (step.at === 'forgetting') return <ForgetEntryQuestion row={row} entry={entry} />
  return <ActionChoice model={model} entry={entry} />
}

/** A live region for screen readers, with the same text as `ActionChoice`. */
function SaidAloud({ row, entry }: { row: OpenRow; entry: Entry }) {
  const words = useTranslation()
  const { t } = words
  const burning = row.burningOf(entry.id).burning.value
  const step = row.step.value
  const all = batchResult(words, row, entry)
  if (all) return <>{all.words}</>
  if (burning.at === 'done') return <>{burnResult(t, burning.state)}</>
  if (step.at !== 'choosing' || step.said === undefined || typeof step.said !== 'string') return null
  return <>{t(done[step.said])}</>
}

/** What became of the whole batch when all of it was burned; `undefined` if it wasn't. */
function batchResult(words: Words, row: OpenRow, { batch }: Entry) {
  const burning = batch && row.batchBurningOf(batch.id).burning.value
  if (burning?.at !== 'done') return undefined
  return { words: burnedOf(words, burning), good: burning.left === 0 }
}

/** What the entry's state means, its full dates, and the available actions. */
function ActionChoice({ model, entry }: Props) {
  const { t, format } = useTranslation()
  const { row } = model
  const { id, state, label, created, expires, batch } = entry
  const others = batch ? model.waitingOf(batch.id) : 0
  return (
    <>
      <ActionResult row={row} entry={entry} />
      {state === 'gone' && <p>{t('history.goneLine')}</p>}
      <p class="hint">{t('history.dates', [format.moment(created), format.moment(expires)])}</p>
      <CheckFailures model={model} entry={entry} />
      <div class="answers">
        {state === 'waiting' && (
          <Button onPress={() => row.burningOf(id).askToBurn(needsPassphraseToBurn(entry))}>
            {t('history.burn')}
          </Button>
        )}
        {batch && others > 1 && (
          <Button onPress={() => row.batchBurningOf(batch.id).askToBurn(needsPassphraseToBurn(entry))}>
            {t('batch.burnThese', [format.number(others)])}
          </Button>
        )}
        {state !== 'waiting' && <Button onPress={() => model.again(entry)}>{t('history.again')}</Button>}
        <Button onPress={() => row.startRenaming(label)}>{t('history.rename')}</Button>
        <Button onPress={() => row.copyAddress(id)}>{t('history.copyAddress')}</Button>
        <Button onPress={row.askToForget}>{t('history.forget')}</Button>
      </div>
    </>
  )
}

/** The result of the last action; `RowActions` announces it to screen readers. */
function ActionResult({ row, entry }: { row: OpenRow; entry: Entry }) {
  const words = useTranslation()
  const { t } = words
  const burning = row.burningOf(entry.id).burning.value
  const step = row.step.value
  const all = batchResult(words, row, entry)
  if (all)
    return (
      <div class={`notice ${all.good ? 'good' : 'care'}`}>
        <p>{all.words}</p>
      </div>
    )
  if (burning.at === 'done')
    return (
      <div class={`notice ${burning.state === 'burned' ? 'good' : 'care'}`}>
        <p>{burnResult(t, burning.state)}</p>
      </div>
    )
  if (step.at !== 'choosing' || step.said === undefined) return null
  if (typeof step.said !== 'string')
    return (
      <Notice kind="failure">
        <p>{reasonFor(words, step.said)}</p>
      </Notice>
    )
  return (
    <div class={`notice ${step.said === 'addressNotCopied' ? 'care' : 'good'}`}>
      <p>{t(done[step.said])}</p>
    </div>
  )
}

/** Says so if the server has long been unreachable and the state is therefore old. */
function CheckFailures({ model, entry }: Props) {
  const words = useTranslation()
  const { state, failures = 0 } = entry
  if (state !== 'waiting' || failures === 0) return null
  // Where we may not ask, it is not the server that fails to answer.
  const code = model.barred.value.has(entry.server) ? 'noPermission' : 'unreachable'
  return <p class="hint">{reasonFor(words, { code }, '|')}</p>
}

function LabelField({ row, id, label }: { row: OpenRow; id: string; label: string }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  return (
    <>
      <TextField
        field={field}
        id="new-label"
        label={t('composer.label')}
        dir="auto"
        maxLength={200}
        value={label}
        onType={row.typeLabel}
        onEnter={() => row.rename(id)}
      />
      <div class="answers">
        <Button onPress={() => row.rename(id)}>{t('options.save')}</Button>
        <Button kind="quiet" onPress={row.back}>
          {t('composer.cancel')}
        </Button>
      </div>
    </>
  )
}

/** Warns that a waiting secret, once forgotten here, stays on the server with nobody able to burn it. */
function ForgetEntryQuestion({ row, entry }: { row: OpenRow; entry: Entry }) {
  const { t } = useTranslation()
  const question = useQuestion()
  return (
    <fieldset ref={question} class="ask" aria-labelledby="forget-question">
      <p id="forget-question" tabIndex={-1}>
        {entry.state === 'waiting' ? t('history.forgetWaiting') : t('history.forgetAsk')}
      </p>
      <div class="answers">
        <Button kind={entry.state === 'waiting' ? 'fire' : 'plain'} onPress={() => row.forget(entry.id)}>
          {t('history.forgetYes')}
        </Button>
        <Button onPress={row.back}>{t('history.keep')}</Button>
      </div>
    </fieldset>
  )
}
