/** A place in a page where an extension is drawn: its slot, and what its worker is told at the start. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import type { Visit } from '../storefront/visit.ts';
import type { Start, Translations, Values } from './browser/protocol.ts';
import { extensionDirectory, hasScreen, type Target } from './bundle.ts';

type Html = ReturnType<typeof html>;

/** @param values what the screen sees as signals, by dotted name; nothing is drawn where the app has no such screen. */
export function screen(visit: Visit, target: Target, values: Values): Html | '' {
  if (!hasScreen(target)) return '';
  const start = JSON.stringify(startOf(visit, target, values)).replaceAll('<', '\\u003c');
  return html`<div data-extension="${target}"></div>
    <script type="application/json" data-extension-start="${target}">
      ${raw(start)}
    </script>`;
}

/** Once on a page that has screens. */
export function screenHost(): Html {
  return html`<link rel="stylesheet" href="/checkout-assets/components.css" />
    <script type="module" src="/checkout-assets/host.js"></script>`;
}

/** Numbers and dates follow the country, too. */
function languageOf({ language, country }: Visit): string {
  return country === 'CH' ? `${language}-CH` : language;
}

function startOf(visit: Visit, target: Target, values: Values): Start {
  const { config } = visit.context;
  const language = languageOf(visit);
  return {
    kind: 'start',
    script: `/checkout-assets/screen/${target}.js`,
    target,
    language,
    currency: config.currency,
    timeZone: config.timeZone,
    fixed: {
      shop: {
        id: 'gid://shopify/Shop/1',
        name: config.shopName,
        storefrontUrl: config.storeUrl,
        myshopifyDomain: config.shop,
      },
    },
    translations: {
      own: translations(target, language) ?? translations(target, language.slice(0, 2)) ?? {},
      fallback: translations(target, 'en') ?? {},
    },
    values: told({
      ...values,
      'localization.language': { isoCode: language },
      'localization.extensionLanguage': { isoCode: language },
      'localization.currency': { isoCode: config.currency },
      'localization.country': { isoCode: visit.country },
      'localization.timezone': config.timeZone,
      'localization.market': undefined,
      settings: {},
    }),
  };
}

/** JSON keeps no undefined. */
export function told(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? null]));
}

function translations(target: Target, language: string): Translations | undefined {
  const name = language === 'en' ? 'en.default' : language;
  const file = join(extensionDirectory(target), 'locales', `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Translations) : undefined;
}
