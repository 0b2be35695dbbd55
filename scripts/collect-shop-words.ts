/**
 * Collects the words of the storefront that the admin's preview shows into `app/ui/program/preview/shop-words.json`. The
 * theme's and the extensions' locale files are where they are written; a test says when the copy is stale.
 *
 *   node scripts/collect-shop-words.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'nl', 'pl'];
export const TARGET = fileURLToPath(new URL('../app/ui/program/preview/shop-words.json', import.meta.url));

/** From which extension, and under which key there. */
const KEYS: Record<string, string[]> = {
  theme: [
    'launcher.guest',
    'panel.title',
    'panel.guest_title',
    'panel.rewards',
    'panel.earn',
    'standing.worth',
    'standing.enough',
    'standing.next',
    'standing.paused',
    'tier.yours',
    'tier.discount',
    'tier.shipping',
    'tier.shipping_from',
    'tier.gift',
    'tier.orders.one',
    'tier.orders.few',
    'tier.orders.many',
    'tier.orders.other',
    'tier.score',
    'earn.rate',
    'earn.once_paid',
    'earn.usable.one',
    'earn.usable.few',
    'earn.usable.many',
    'earn.usable.other',
    'earn.paid',
    'earn.fulfilled',
    'earn.delivered',
    'earn.sign_up',
    'earn.times',
    'earn.from',
    'earn.until',
    'earn.tiers',
    'product.exact',
    'product.up_to',
    'product.none',
    'cart.title',
    'cart.exact',
    'cart.up_to',
    'reward.cost',
    'reward.missing',
    'reward.minimum',
    'reward.redeem',
    'tiers.title',
    'tiers.tier',
    'tiers.from',
    'tiers.collect',
    'tiers.perks',
    'tiers.yours',
    'tiers.invited',
    'tiers.start',
    'tiers.none',
    'loyalty.title',
    'loyalty.lead',
    'formal.panel.title',
    'formal.cart.title',
  ],
  checkout: ['earned.title', 'formal.earned.title'],
  account: ['title', 'formal.title'],
};

export type ShopWords = Record<string, Record<string, string>>;

/** By language, then by extension and key: `theme.panel.title`. */
export function collectShopWords(): ShopWords {
  return Object.fromEntries(LANGUAGES.map((language) => [language, wordsOf(language)]));
}

function wordsOf(language: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(KEYS).flatMap(([extension, keys]) => {
      const file = language === 'en' ? 'en.default.json' : `${language}.json`;
      const text = readFileSync(
        new URL(`../extensions/${extension}/locales/${file}`, import.meta.url),
        'utf8',
      );
      const words: unknown = JSON.parse(text);
      return keys.flatMap((key) => {
        const word = key.split('.').reduce<unknown>((inner, step) => stepInto(inner, step), words);
        return typeof word === 'string' ? [[`${extension}.${key}`, word]] : [];
      });
    }),
  );
}

function stepInto(value: unknown, step: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, `${JSON.stringify(collectShopWords(), null, 2)}\n`);
}
