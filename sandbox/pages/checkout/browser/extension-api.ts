/**
 * The global `shopify` of a checkout extension, inside the worker: values are signals that follow the page, verbs ask it.
 */
import type { CheckoutSnapshot, Request, Start, Translations } from './protocol.ts';

type Cell = { value: unknown };
type SignalClass = new (value: unknown) => Cell;
export type Ask = (name: Request, ...args: unknown[]) => Promise<unknown>;

export type ExtensionApi = {
  api: object;
  update: (snapshot: CheckoutSnapshot) => void;
  targets: Map<string, () => unknown>;
};

export function makeExtensionApi(start: Start, ask: Ask): ExtensionApi {
  const cells = new Map<string, Cell>(
    Object.entries(valuesOf(start.snapshot, start)).map(([name, value]) => [name, { value }]),
  );
  const targets = new Map<string, () => unknown>();
  const live = (name: string) => ({ get: () => cells.get(name), enumerable: true });
  const group = (prefix: string, names: string[]) =>
    Object.defineProperties({}, Object.fromEntries(names.map((name) => [name, live(`${prefix}.${name}`)])));
  const api = {
    extend: (target: string, run: () => unknown) => targets.set(target, run),
    /** Shopify's Preact entry hands over its Signal class, so that components follow the values. */
    setSignals: (Signal: SignalClass) => {
      for (const [name, cell] of cells) cells.set(name, new Signal(cell.value));
    },
    cost: group('cost', ['subtotalAmount', 'totalShippingAmount', 'totalTaxAmount', 'totalAmount']),
    buyerIdentity: group('buyerIdentity', ['customer', 'email', 'phone', 'purchasingCompany']),
    localization: group('localization', [
      'language',
      'extensionLanguage',
      'currency',
      'country',
      'timezone',
      'market',
    ]),
    i18n: makeI18n(start),
    sessionToken: { get: () => ask('sessionToken') },
    storage: {
      read: (key: string) => ask('storageRead', key),
      write: (key: string, data: unknown) => ask('storageWrite', key, data),
      delete: (key: string) => ask('storageDelete', key),
    },
    applyDiscountCodeChange: (change: object) => ask('applyDiscountCodeChange', change),
    shop: start.shop,
    version: '2026-07',
    extension: { apiVersion: '2026-07', target: start.target, scriptUrl: start.script },
    extensionPoint: start.target,
  };
  const signals = [
    'lines',
    'discountCodes',
    'discountAllocations',
    'instructions',
    'settings',
    'attributes',
    'appMetafields',
    'appliedGiftCards',
    'checkoutToken',
    'note',
  ];
  Object.defineProperties(api, Object.fromEntries(signals.map((name) => [name, live(name)])));
  return {
    api,
    targets,
    update: (snapshot) => {
      for (const [name, value] of Object.entries(valuesOf(snapshot, start))) {
        const cell = cells.get(name);
        if (cell) cell.value = value;
      }
    },
  };
}

function valuesOf(snapshot: CheckoutSnapshot, start: Start): Record<string, unknown> {
  return {
    'cost.subtotalAmount': snapshot.cost.subtotalAmount,
    'cost.totalShippingAmount': snapshot.cost.totalShippingAmount,
    'cost.totalTaxAmount': snapshot.cost.totalTaxAmount,
    'cost.totalAmount': snapshot.cost.totalAmount,
    'buyerIdentity.customer': snapshot.customer,
    'buyerIdentity.email': snapshot.email,
    'buyerIdentity.phone': undefined,
    'buyerIdentity.purchasingCompany': undefined,
    'localization.language': { isoCode: start.language },
    'localization.extensionLanguage': { isoCode: start.language },
    'localization.currency': { isoCode: start.currency },
    'localization.country': { isoCode: start.country },
    'localization.timezone': start.timeZone,
    'localization.market': undefined,
    lines: snapshot.lines,
    discountCodes: snapshot.discountCodes,
    discountAllocations: snapshot.discountAllocations,
    instructions: {
      discounts: { canUpdateDiscountCodes: true },
      attributes: { canUpdateAttributes: false },
      lines: { canAddCartLine: false, canRemoveCartLine: false, canUpdateCartLine: false },
      notes: { canUpdateNote: false },
      delivery: { canSelectCustomAddress: true },
      metafields: { canSetCartMetafields: false, canDeleteCartMetafield: false },
    },
    settings: {},
    attributes: [],
    appMetafields: [],
    appliedGiftCards: [],
    checkoutToken: undefined,
    note: undefined,
  };
}

function makeI18n({ language, currency, timeZone, translations }: Start) {
  return {
    translate: (key: string, values: Record<string, string | number> = {}) => {
      const text =
        lookUp(translations.own, key, language, values) ?? lookUp(translations.fallback, key, 'en', values);
      if (text === undefined) throw new Error(`the extension has no text ${key}`);
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) => String(values[name] ?? ''));
    },
    formatNumber: (number: number | bigint, options: Intl.NumberFormatOptions = {}) =>
      new Intl.NumberFormat(language, options).format(number),
    formatCurrency: (number: number | bigint, options: Intl.NumberFormatOptions = {}) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, ...options }).format(number),
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions = {}) =>
      new Intl.DateTimeFormat(language, { timeZone, ...options }).format(date),
  };
}

/** A text, or for `count` the form that the language's plural rules choose. */
function lookUp(
  texts: Translations,
  key: string,
  language: string,
  values: Record<string, string | number>,
): string | undefined {
  let found: string | Translations | undefined = texts;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  if (typeof found === 'object' && values['count'] !== undefined) {
    const form = new Intl.PluralRules(language).select(Number(values['count']));
    found = found[form] ?? found['other'];
  }
  return typeof found === 'string' ? found : undefined;
}
