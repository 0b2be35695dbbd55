/** Words, numbers, money and dates in the language of the admin. */
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';
import { inOwnLanguage } from '../../../app/core/shopper/languages.ts';
import { pointsText as pointsIn } from '../../../app/core/shopper/points-name.ts';

export type Values = Record<string, string | number>;

export function say(key: string, values: Values = {}): string {
  return shopify.i18n.translate(key, values);
}

/** Extensions of the admin are not told its language: the locale file that Shopify has chosen says its own. */
export function language(): string {
  return say('language');
}

export function pointsText(program: PublicProgram, points: number): string {
  return pointsIn(program.pointsName, points, language());
}

export function signedPoints(program: PublicProgram, points: number): string {
  if (points === 0) return '';
  return `${points > 0 ? '+' : '−'}${pointsText(program, points)}`;
}

export function inWords(texts: Record<string, string>, otherwise: string): string {
  return inOwnLanguage(texts, language()) ?? otherwise;
}

/** Without decimals where there are none: as the titles of rewards are written. */
export function moneyText(program: PublicProgram, minor: number): string {
  const digits = minor % 10 ** program.exponent === 0 ? 0 : program.exponent;
  return shopify.i18n.formatCurrency(minor / 10 ** program.exponent, {
    currency: program.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function numberText(number: number): string {
  return shopify.i18n.formatNumber(number);
}

export function dateText(instant: string): string {
  return shopify.i18n.formatDate(new Date(instant), { dateStyle: 'medium' });
}
