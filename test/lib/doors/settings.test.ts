import { expect, test } from 'vitest'
import { createSettings, firstSettings } from '../../../lib/doors/settings'
import { firstRecipe } from '../../../lib/rules/recipe'
import { memoryArea } from '../../support/area'

test('settings from before the generator still count, and get its usual recipe', async () => {
  const { generator: _, ...older } = { ...firstSettings('Europe/Paris'), retention: 7 }
  const settings = createSettings(memoryArea({ settings: older }), () => 'UTC')
  expect(await settings.read()).toEqual({ ...older, generator: firstRecipe })
})
