/**
 * The global `shopify` of an extension, inside the worker: values are signals that follow the page, verbs ask it. Which values
 * there are, the page says; a screen of the account knows no cart.
 */
import type { Request, Start, Translations, Values } from './protocol.ts';

type Cell = { value: unknown };
type SignalClass = new (value: unknown) => Cell;
export type Ask = (name: Request, ...args: unknown[]) => Promise<unknown>;

export type ExtensionApi = {
  api: object;
  update: (values: Values) => void;
  targets: Map<string, () => unknown>;
};

export function makeExtensionApi(start: Start, ask: Ask): ExtensionApi {
  const cells = new Map<string, Cell>(
    Object.entries(start.values).map(([name, value]) => [name, { value: value ?? undefined }]),
  );
  const targets = new Map<string, () => unknown>();
  const api: Record<string, unknown> = {
    ...start.fixed,
    extend: (target: string, run: () => unknown) => targets.set(target, run),
    /** Shopify's Preact entry hands over its Signal class, so that components follow the values. */
    setSignals: (Signal: SignalClass) => {
      for (const [name, cell] of cells) cells.set(name, new Signal(cell.value));
    },
    i18n: makeI18n(start),
    sessionToken: { get: () => ask('sessionToken') },
    storage: {
      read: (key: string) => ask('storageRead', key),
      write: (key: string, data: unknown) => ask('storageWrite', key, data),
      delete: (key: string) => ask('storageDelete', key),
    },
    ...verbsOf(start.target, ask),
    version: '2026-07',
    extension: { apiVersion: '2026-07', target: start.target, scriptUrl: start.script },
    extensionPoint: start.target,
  };
  for (const name of cells.keys()) {
    const [first = '', second] = name.split('.');
    const owner = second === undefined ? api : ((api[first] ??= {}) as object);
    Object.defineProperty(owner, second ?? first, { get: () => cells.get(name), enumerable: true });
  }
  return {
    api,
    targets,
    update: (values) => {
      for (const [name, value] of Object.entries(values)) {
        const cell = cells.get(name);
        if (cell) cell.value = value ?? undefined;
      }
    },
  };
}

function verbsOf(target: string, ask: Ask): object {
  if (target.startsWith('purchase.checkout.'))
    return { applyDiscountCodeChange: (change: object) => ask('applyDiscountCodeChange', change) };
  if (target.startsWith('customer-account.order-status.')) return { requireLogin: () => ask('requireLogin') };
  return {};
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
