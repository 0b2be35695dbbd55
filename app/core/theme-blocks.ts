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

/** More than these nobody chooses from. */
const COLOURS_MAX = 6;
/** What themes call the colours that catch the eye, those of buttons first. */
const ACCENTS = [/^button$/, /button_background/, /accent/, /^primary/, /link/];

/** Colours of the live theme that may stand for the brand, `#rrggbb`; what is nearly white or black is none. */
export function themeColours(files: readonly ThemeFile[]): string[] {
  const file = files.find(({ filename }) => filename === 'config/settings_data.json');
  const value = file && readJson(file.content);
  if (!isRecord(value)) return [];
  const { current, presets } = value;
  const named = typeof current === 'string' && isRecord(presets) ? presets[current] : current;
  const found = coloursIn(named, '');
  const ranked = ACCENTS.flatMap((name) =>
    found.filter(([key]) => name.test(key)).map(([, colour]) => colour),
  );
  return [...new Set(ranked)].slice(0, COLOURS_MAX);
}

/** Settings that hold a colour, however deep, in their order. */
function coloursIn(value: unknown, key: string): [key: string, colour: string][] {
  if (typeof value === 'string') {
    const [, hex = ''] = /^#([0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(value) ?? [];
    const colour = `#${hex.toLowerCase()}`;
    return hex !== '' && isColourful(colour) ? [[key, colour]] : [];
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => coloursIn(one, name));
}

function isColourful(colour: string): boolean {
  const channels = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
  return Math.max(...channels) > 0x28 && Math.min(...channels) < 0xe6;
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
