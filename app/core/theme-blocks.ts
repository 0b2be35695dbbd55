/**
 * What of the app stands in a theme, from the theme's own files: embeds in `config/settings_data.json`, blocks in
 * `templates/*.json`. Merchants and themes write these files, so that anything may be in them.
 */
export type ThemeFile = { filename: string; content: string };
/** Names of blocks as the files in `extensions/theme/blocks` have them. */
export type ThemeBlocks = { embeds: string[]; blocks: { name: string; template: string }[] };

export function findThemeBlocks(files: readonly ThemeFile[], appHandle: string): ThemeBlocks {
  const found: ThemeBlocks = { embeds: [], blocks: [] };
  for (const { filename, content } of files) {
    const value = readJson(content);
    if (filename === 'config/settings_data.json')
      found.embeds.push(...typesIn(embedsOf(value)).flatMap((type) => nameOf(type, appHandle)));
    const template = /^templates\/(.+)\.json$/.exec(filename)?.[1];
    if (template === undefined) continue;
    for (const name of typesIn(value).flatMap((type) => nameOf(type, appHandle)))
      found.blocks.push({ name, template });
  }
  return found;
}

/** Themes begin their JSON with a comment of Shopify's. */
function readJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\s*\/\*[\s\S]*?\*\//, ''));
  } catch {
    return undefined;
  }
}

function embedsOf(value: unknown): unknown {
  // `current` names a preset when the merchant has changed nothing.
  const current = isRecord(value) ? value.current : undefined;
  return isRecord(current) ? current.blocks : undefined;
}

/** Types of everything that is not switched off, however deep. */
function typesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(typesIn);
  if (!isRecord(value) || value.disabled === true) return [];
  const own = typeof value.type === 'string' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(typesIn)];
}

/** "shopify://apps/treuwerk/blocks/panel/4d0c2b4e-…" */
function nameOf(type: string, appHandle: string): string[] {
  const [, handle, name] = /^shopify:\/\/apps\/([^/]+)\/blocks\/([^/]+)(?:\/|$)/.exec(type) ?? [];
  return handle === appHandle && name !== undefined ? [name] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
