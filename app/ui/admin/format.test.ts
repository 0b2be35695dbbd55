import { expect, test } from 'vitest';
import { createFormat } from '#app/ui/admin/format.ts';

test('a German merchant reads euros, points and times her way', () => {
  const format = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', currency: 'EUR', exponent: 2 });
  expect(format.money(123456)).toBe('1.234,56\u00a0€');
  expect(format.number(1234567)).toBe('1.234.567');
  expect(format.share(0.05)).toBe('5\u00a0%');
  expect(format.dateTime('2026-06-01T22:30:00Z')).toBe('02.06.2026, 00:30');
});

test('a currency without decimals shows none and no narrow spaces remain', () => {
  const format = createFormat({ locale: 'en', timeZone: 'Asia/Tokyo', currency: 'JPY', exponent: 0 });
  expect(format.money(5000)).toBe('¥5,000');
  expect(format.dateTime('2026-06-01T00:00:00Z')).not.toMatch(/[\u202f\u2009]/);
});

test('an unknown time zone falls back to UTC instead of breaking the page', () => {
  const format = createFormat({ locale: 'en', timeZone: 'Mars/Olympus', currency: 'EUR', exponent: 2 });
  expect(format.date('2026-06-01T00:00:00Z')).toBe('Jun 1, 2026');
});

test('beside an axis amounts are short', () => {
  const german = createFormat({ locale: 'de', timeZone: 'UTC', currency: 'EUR', exponent: 2 });
  const english = createFormat({ locale: 'en', timeZone: 'UTC', currency: 'EUR', exponent: 2 });
  expect(german.moneyShort(1250)).toBe('12,5\u00a0€');
  expect(german.moneyShort(250_000_000)).toBe('2,5\u00a0Mio.\u00a0€');
  expect(english.moneyShort(1_250_000)).toBe('€12.5K');
  expect(english.numberShort(12_000)).toBe('12K');
});
