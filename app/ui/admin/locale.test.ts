import { expect, test } from 'vitest';
import { chooseLocale } from '#app/ui/admin/locale.ts';

function asked(query: string, acceptLanguage?: string): Request {
  const headers = acceptLanguage ? { 'accept-language': acceptLanguage } : undefined;
  return new Request(`https://app.example/app${query}`, { headers });
}

test('the language that Shopify names in the address wins', () => {
  expect(chooseLocale(asked('?locale=de', 'en-US,en;q=0.9'), 'en')).toBe('de');
  expect(chooseLocale(asked('?locale=de-CH'), 'en')).toBe('de-CH');
  expect(chooseLocale(asked('?locale=en-GB', 'de'), 'de')).toBe('en-GB');
});

test('without a named language the browser decides, then the shop', () => {
  expect(chooseLocale(asked('', 'de-AT,de;q=0.9'), 'en')).toBe('de-AT');
  expect(chooseLocale(asked(''), 'de')).toBe('de');
  expect(chooseLocale(asked('?locale=%00nonsense%00', '*'), 'de')).toBe('de');
});

test('a language that is not spoken becomes English, with English numbers', () => {
  expect(chooseLocale(asked('?locale=fr'), 'de')).toBe('en');
});
