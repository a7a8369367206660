/**
 * Characters that nobody can see or that turn the letters around: controls, marks of direction, line
 * separators, fillers. Variation selectors only choose between two looks of a sign.
 */
const unseen = /(?![\ufe0e\ufe0f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** Not allowed in a Windows name (Microsoft, "Naming Files, Paths, and Namespaces"). */
const reserved = /[<>:"|?*]/g
/** Windows takes these for devices, whatever follows the first dot. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\p{Zs}*(\.|$)/iu
/** UTF-8 bytes: most file systems allow 255, and browsers put something after a name while they save. */
const longest = 200

/**
 * The name under which a file may be saved: without a path, unseen characters, those that Windows refuses,
 * blanks at its ends or in long runs that push its ending out of sight, a dot at its end or its beginning
 * (which hides it), a device's name. A safe name stays as it is.
 */
export function safeFileName(name: string): string {
  const last = name.replace(/[\s/\\]+$/, '').replace(/^.*[/\\]/s, '')
  const plain = trimmed(
    last
      .replace(unseen, '_')
      .replace(reserved, '_')
      .replace(/\p{Zs}{3,}/gu, ' '),
  )
  const open = plain === '' || plain.startsWith('.') || device.test(plain) ? `_${plain}` : plain
  return open === '_' ? 'file' : shortened(open)
}

const trimmed = (name: string): string => name.replace(/^\p{Zs}+/u, '').replace(/[\p{Zs}.]+$/u, '')

/** Cut in its middle, so that the ending stays, which says what the file is. */
function shortened(name: string): string {
  const { stem, ending } = nameParts(name)
  let kept = [...(bytesIn(ending) > longest / 2 ? name : stem)]
  const end = bytesIn(ending) > longest / 2 ? '' : ending
  while (bytesIn(kept.join('') + end) > longest) kept = kept.slice(0, -1)
  return end === '' ? trimmed(kept.join('')) : kept.join('') + end
}

const bytesIn = (text: string): number => new TextEncoder().encode(text).length

/** A safe name in two: `ending` is what decides how a computer opens it, with its dot, or ''. */
export function nameParts(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? { stem: name.slice(0, dot), ending: name.slice(dot) } : { stem: name, ending: '' }
}

/** A name as it was sent, with every unseen character spelled out: `U+202E` in brackets. */
export const spelledOut = (name: string): string =>
  name.replace(
    unseen,
    sign => `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )

/** Endings of files that run when they are opened, or show a page that can do anything. */
const running =
  /\.(apk|appimage|application|appref-ms|bat|bin|cmd|com|command|cpl|deb|desktop|dll|dmg|docm|exe|gadget|hta|html?|inf|iso|jar|js|jse|lnk|mht|mhtml|msc|msi|msix|msp|mst|pif|pkg|pl|pptm|ps1|psm1|py|rb|reg|rpm|run|scf|scr|sct|sh|svg|sys|url|vb|vbe|vbs|website|ws|wsf|wsh|xht|xhtml|xlsm|xll)$/i

/** Whether opening a file of this name may run what it holds. */
export const mayRun = (name: string): boolean => running.test(name)
