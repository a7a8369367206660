import { State } from '../../lib/rules/entry'
import { Button } from '../ui/Button'
import { Select } from '../ui/Select'
import { useWords } from '../words'
import { everything, type Filter } from './filter'
import type { History } from './model'

/** With so few there is nothing to look for. */
const few = 2

export function Filters({ model }: { model: History }) {
  const { t } = useWords()
  const { text, state } = model.filter.value
  if ((model.entries.value?.length ?? 0) <= few && text === '' && state === 'all') return null
  const states: Filter['state'][] = ['all', ...State.options]
  return (
    <search class="filters">
      <input
        type="search"
        dir="auto"
        aria-label={t('history.find')}
        placeholder={t('history.findHint')}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={event => model.look({ text: event.currentTarget.value })}
      />
      <label for="state" class="unseen">
        {t('history.state')}
      </label>
      <Select
        id="state"
        value={state}
        disabled={false}
        options={states.map(value => ({
          value,
          label: value === 'all' ? t('history.all') : t(`history.is.${value}`),
        }))}
        onChoose={chosen => model.look({ state: states.find(state => state === chosen) ?? 'all' })}
      />
      <Found model={model} />
    </search>
  )
}

function Found({ model }: { model: History }) {
  const { t } = useWords()
  const filtering = model.filter.value !== everything
  const found = model.found.value.length
  return (
    <>
      <p class="unseen" role="status">
        {filtering ? t('history.found', [String(found)]) : ''}
      </p>
      {found === 0 && (
        <div class="none">
          <p>{t('history.none')}</p>
          <Button kind="quiet" onPress={() => model.look(everything)}>
            {t('history.showAll')}
          </Button>
        </div>
      )}
    </>
  )
}
