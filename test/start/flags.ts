import { parseArgs } from 'node:util'
import { profiles } from '../server/profiles'
import type { Profile } from '../server/server'

export type Flags = {
  headless: boolean
  profile: Profile
  /** 0: any that is free. */
  port: number
  /** The browser's own when none is given. */
  lang: string | undefined
}

const usage = `Usage: npm start -- [--headless] [--profile ${Object.keys(profiles).join('|')}] [--port 3900] [--lang fr]`

export function readFlags(args: string[]): Flags {
  try {
    const { values } = parseArgs({
      args,
      options: {
        headless: { type: 'boolean', default: Boolean(process.env.CI) },
        profile: { type: 'string', default: '0.26' },
        port: { type: 'string', default: '0' },
        lang: { type: 'string' },
      },
    })
    const { headless, profile, port, lang } = values
    if (!isProfile(profile)) throw new Error(`There is no profile "${profile}".`)
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`"${port}" is not a port.`)
    if (lang !== undefined && !/^[a-z]{2}(-[A-Z]{2})?$/.test(lang)) {
      throw new Error(`"${lang}" is not a language; say it as in "fr" or "en-US".`)
    }
    return { headless, profile, port: Number(port), lang }
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause })
  }
}

/** macOS and Windows always have one. */
export function hasDisplay(): boolean {
  const named = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return Boolean(named) || process.platform === 'darwin' || process.platform === 'win32'
}

function isProfile(name: string): name is Profile {
  return Object.hasOwn(profiles, name)
}
