import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, firefox } from '@playwright/test'

/**
 * A Chromium that honours `--load-extension`: the path in CHROMIUM_PATH, the system's Chromium, or the one
 * Playwright keeps in its cache. Google's own Chrome is not looked for: from version 137 it ignores the option
 * without a word (https://groups.google.com/a/chromium.org/g/chromium-extensions/c/1-g8EFx2BBY), and Edge may.
 */
export function findChromium(): string | undefined {
  return (
    given('CHROMIUM_PATH') ??
    findCommand('chromium') ??
    findCommand('chromium-browser') ??
    existing(chromium.executablePath())
  )
}

/** Firefox, the long-term release first: the path in FIREFOX_PATH, the system's, or the one in Playwright's cache. */
export function findFirefox(): string | undefined {
  return (
    given('FIREFOX_PATH') ??
    findCommand('firefox-esr') ??
    findCommand('firefox') ??
    existing(firefox.executablePath())
  )
}

/** Where a command is on the PATH. */
export function findCommand(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders
    .filter(Boolean)
    .map(folder => join(folder, name))
    .find(existsSync)
}

function given(variable: string): string | undefined {
  const path = process.env[variable]
  if (path && !existsSync(path)) throw new Error(`${variable} names ${path}, which does not exist`)
  return path || undefined
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined
}
