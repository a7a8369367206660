/**
 * What the toolbar icon shows: the whole seal; a grey one with a padlock while Cachet is locked; a broken one while a
 * secret's end has not been seen yet.
 */
export const toolbarIcons = ['ready', 'locked', 'news'] as const
export type ToolbarIcon = (typeof toolbarIcons)[number]

/** In pixels: for 16 (Chromium, Firefox) and 19 CSS pixels (Edge, older ones), at a density of 1 to 3. */
export const toolbarIconSizes = [16, 19, 24, 32, 38, 48] as const

/** Size → path in the built extension. */
export const toolbarIconPaths = (icon: ToolbarIcon): Record<string, string> =>
  Object.fromEntries(toolbarIconSizes.map(size => [size, `icons/${icon}-${size}.png`]))
