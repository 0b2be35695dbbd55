/** `shopify.i18n` as extensions know it: texts of the chosen language, else of the default one, and Intl's formats. */
import type { Speaking, Translations } from './protocol.ts';

export function makeI18n({ locale, currency, timeZone, translations }: Speaking) {
  return {
    translate: (key: string, values: Record<string, string | number> = {}) => {
      const text = lookUp(translations.own, key) ?? lookUp(translations.fallback, key);
      if (text === undefined) throw new Error(`the extension has no text ${key}`);
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) => String(values[name] ?? ''));
    },
    formatNumber: (number: number | bigint, options: Intl.NumberFormatOptions = {}) =>
      new Intl.NumberFormat(locale, options).format(number),
    formatCurrency: (number: number | bigint, options: Intl.NumberFormatOptions = {}) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, ...options }).format(number),
    formatDate: (date: Date, options: Intl.DateTimeFormatOptions = {}) =>
      new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(date),
  };
}

function lookUp(texts: Translations, key: string): string | undefined {
  let found: string | Translations | undefined = texts;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}
