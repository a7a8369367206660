import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, findCommand } from '../tools/browsers'
import { installChromium } from '../tools/install'

/**
 * The browser for a person to try things in. Chromium first, then what most people have; where there is neither, a
 * Chromium is installed.
 */
export async function chooseBrowser(): Promise<string> {
  return findChromium() ?? findBranded() ?? (await install())
}

/** A Chromium for the journey, which is led as the tests lead theirs. */
export async function chromiumForTests(): Promise<void> {
  if (!findChromium()) await install()
}

function findBranded(): string | undefined {
  const commands = ['google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge']
  return commands.map(findCommand).find(Boolean) ?? applications().find(existsSync)
}

function applications(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Chromium', 'Google Chrome', 'Microsoft Edge']
    return names.map(name => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform !== 'win32') return []
  const { LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': older } = process.env
  const folders = [PROGRAMFILES, older, LOCALAPPDATA].filter(folder => folder !== undefined)
  const programs = ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe']
  return [...programs, 'Microsoft/Edge/Application/msedge.exe'].flatMap(program =>
    folders.map(folder => join(folder, program)),
  )
}

async function install(): Promise<string> {
  console.log('There is no browser to be found, so a Chromium is installed. This takes a minute or two.')
  return installChromium()
}
