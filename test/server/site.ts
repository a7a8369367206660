import { type Answer, noRoute, ok } from './answer'
import type { World } from './api'
import type { Asked } from './asked'
import { answerFile } from './folder'
import { homePage, missingPage, recipientPage } from './page'
import { readParams } from './params'
import type { Profile } from './profiles'
import { segments } from './router'
import { secret } from './routes/secret'

/** Everything that is not the v1 API: the pages people see, and what they call. */
export async function answerSite(world: World, profile: Profile, asked: Asked): Promise<Answer> {
  const { settings, store } = world
  const parts = segments(asked.path)
  const reads = asked.method === 'GET' || asked.method === 'HEAD'
  if (reads && parts.length === 0) return homePage(settings, profile)
  const [first, key] = parts
  if (reads && parts.length === 2 && first === 'secret' && key !== undefined && /^[a-z0-9]+$/.test(key)) {
    return recipientPage(settings, key, store.alive(key))
  }
  const revealed = revealedKey(settings.page.revealPath, asked)
  if (revealed === undefined) {
    if (parts[0] === 'api') return noRoute()
    const file = reads && world.files ? await answerFile(world.files, asked.path) : undefined
    return file ?? missingPage(settings)
  }
  return await reveal(world, asked, revealed)
}

function revealedKey(path: string, asked: Asked): string | undefined {
  if (asked.method !== 'POST' || !asked.path.startsWith(`${path}/`)) return undefined
  return asked.path.slice(path.length).match(/^\/([a-z0-9]+)\/reveal$/)?.[1]
}

/** The call behind the page's button; its shape is the newer APIs', as far as the page needs it. */
async function reveal(world: World, asked: Asked, key: string): Promise<Answer> {
  const every = { json: true, plainText: true }
  const read = await readParams('', asked.headers['content-type'], asked.body, every)
  const stored = world.store.alive(key)
  const params = read.at === 'read' ? read.params : {}
  const value = stored?.value
  const answer = secret({ ...world, caller: { at: 'anonymous' }, params, key, acceptLanguage: '' })
  if (answer.status !== 200) return answer
  return ok({ record: { key, shortkey: key.slice(0, world.settings.shortKeyLength), secret_value: value } })
}
