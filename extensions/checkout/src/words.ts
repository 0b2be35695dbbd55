/** Points, titles, money and dates in the shopper's language. */
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';

export function pointsText(program: PublicProgram, points: number): string {
  const count = Math.abs(points);
  const names = ownLanguage(program.pointsName) ?? { one: '', other: '' };
  return `${shopify.i18n.formatNumber(count)} ${count === 1 ? names.one : names.other}`;
}

export function titleText(reward: PublicReward): string {
  return ownLanguage(reward.title) ?? reward.id;
}

export function moneyText(program: PublicProgram, minor: number): string {
  return shopify.i18n.formatCurrency(minor / 10 ** program.exponent, { currency: program.currency });
}

export function dateText(instant: string): string {
  return shopify.i18n.formatDate(new Date(instant), { dateStyle: 'medium' });
}

function ownLanguage<Value>(texts: Record<string, Value>): Value | undefined {
  const language = shopify.localization.language.value.isoCode;
  return texts[language] ?? texts[language.split('-')[0] ?? ''] ?? texts['en'];
}
