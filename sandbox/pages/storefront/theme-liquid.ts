/**
 * Renders the blocks of `extensions/theme` as Shopify would: the real Liquid files, with the filters and tags that
 * Shopify adds. Used by the storefront pages and by the tests of the theme extension.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Liquid, Tag } from 'liquidjs';
import type { Context, Emitter, TagToken, TopLevelToken } from 'liquidjs';
import { registerColors } from './theme-colors.ts';

export const themeDirectory = join(dirname(fileURLToPath(import.meta.url)), '../../../extensions/theme');

export type BlockSchema = {
  name: string;
  target: string;
  settings?: { id?: string; default?: unknown }[];
};

export type RenderOptions = {
  /** The page's language, such as `pl`. */
  locale: string;
  /** Where the visitor shops; decides how Shopify writes money. */
  country?: string;
  currency: string;
  /** Address below which the extension's assets are served. */
  assets: string;
  /** Liquid's global objects: customer, cart, product, app, routes, request. */
  globals: Record<string, unknown>;
  /** The merchant's settings; what is missing comes from the schema's defaults. */
  settings?: Record<string, unknown>;
  blockId?: string;
};

type Translations = { [key: string]: string | Translations };

/** Renders one block of the extension, for example `cart-redeem`. */
export async function renderBlock(name: string, options: RenderOptions): Promise<string> {
  const source = readBlock(name);
  const settings = { ...defaultSettings(schemaOf(source)), ...options.settings };
  const block = { id: options.blockId ?? name, settings, shopify_attributes: '' };
  const engine = makeEngine(options);
  return (await engine.parseAndRender(source, {}, { globals: { ...options.globals, block } })) as string;
}

export function readBlock(name: string): string {
  return readFileSync(join(themeDirectory, 'blocks', `${name}.liquid`), 'utf8');
}

export function schemaOf(source: string): BlockSchema {
  const match = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema/.exec(source);
  return JSON.parse(match?.[1] ?? '{}') as BlockSchema;
}

/** Formats hundredths of a currency, which is how Liquid gives all prices, JPY included. */
export function formatHundredths(
  hundredths: number,
  currency: string,
  locale: string,
  trailingZeros: boolean,
): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: trailingZeros ? 'auto' : 'stripIfInteger',
  }).format(hundredths / 100);
}

function defaultSettings(schema: BlockSchema): Record<string, unknown> {
  return Object.fromEntries(
    (schema.settings ?? []).flatMap(({ id, default: value }) => (id ? [[id, value ?? null]] : [])),
  );
}

function makeEngine(options: RenderOptions): Liquid {
  const engine = new Liquid({
    root: [join(themeDirectory, 'snippets')],
    partials: [join(themeDirectory, 'snippets')],
    extname: '.liquid',
    strictFilters: true,
    cache: true,
  });
  for (const name of ['schema', 'doc']) registerSilentTag(engine, name);
  registerFilters(engine, options);
  return engine;
}

/** A tag whose body is read by others (theme editor, checks) and prints nothing. */
function registerSilentTag(engine: Liquid, name: string): void {
  engine.registerTag(
    name,
    class extends Tag {
      constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
        super(token, rest, liquid);
        for (let next = rest.shift(); next; next = rest.shift()) {
          if ((next as TagToken).name === `end${name}`) return;
        }
        throw new Error(`tag ${name} is not closed`);
      }
      override *render(_context: Context, _emitter: Emitter): Generator<unknown, void, unknown> {
        // Prints nothing.
      }
    },
  );
}

function registerFilters(engine: Liquid, { locale, country, currency, assets }: RenderOptions): void {
  const language = locale.split('-')[0] ?? 'en';
  const tag = country === undefined ? locale : `${language}-${country}`;
  const own = readTranslations(language) ?? {};
  const fallback = readTranslations('en') ?? {};
  engine.registerFilter('t', (key: string, ...pairs: [string, unknown][]) => {
    const values = Object.fromEntries(pairs);
    const text = lookUp(own, key, language, values['count']) ?? lookUp(fallback, key, 'en', values['count']);
    if (text === undefined) throw new Error(`missing translation ${key}`);
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) =>
      escapeHtml(String(values[name] ?? '')),
    );
  });
  registerColors(engine);
  // Liquid divides whole numbers as whole numbers, rounding down; liquidjs alone would give fractions.
  engine.registerFilter('divided_by', (value: unknown, by: unknown) => {
    const quotient = Number(value) / Number(by);
    return Number.isInteger(Number(value)) && Number.isInteger(by) ? Math.floor(quotient) : quotient;
  });
  engine.registerFilter('money', (value: number) => formatHundredths(value, currency, tag, true));
  engine.registerFilter('money_without_trailing_zeros', (value: number) =>
    formatHundredths(value, currency, tag, false),
  );
  engine.registerFilter(
    'unit_price_with_measurement',
    (value: number, measure: { reference_value: number; reference_unit: string }) =>
      `${formatHundredths(value, currency, tag, true)}/${measure.reference_value === 1 ? '' : measure.reference_value}${measure.reference_unit}`,
  );
  engine.registerFilter('asset_url', (name: string) => `${assets}/${name}`);
  engine.registerFilter('stylesheet_tag', (url: string) => `<link rel="stylesheet" href="${url}">`);
  // As at Shopify, JSON in a page cannot close the script element that holds it.
  engine.registerFilter('json', (value: unknown) => JSON.stringify(value ?? null).replaceAll('<', '\\u003c'));
}

function readTranslations(language: string): Translations | undefined {
  const names = language === 'en' ? ['en.default.json'] : [`${language}.json`];
  for (const name of names) {
    try {
      return JSON.parse(readFileSync(join(themeDirectory, 'locales', name), 'utf8')) as Translations;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

/** A text; of one in plural forms the form that the language takes for the count. */
function lookUp(
  translations: Translations,
  key: string,
  language: string,
  count: unknown,
): string | undefined {
  let found: string | Translations | undefined = translations;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found === 'object' && count !== undefined)
    found = found[new Intl.PluralRules(language).select(Number(count))] ?? found['other'];
  return typeof found === 'string' ? found : undefined;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
