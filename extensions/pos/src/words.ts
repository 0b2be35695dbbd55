/** Words, numbers, money and dates in the language of whoever works at the till. */
import type { PublicProgram, PublicReward } from '../../../app/core/contracts/public-program.ts';
import { inOwnLanguage } from '../../../app/core/shopper/languages.ts';
import { pointsText as pointsIn } from '../../../app/core/shopper/points-name.ts';

export type Values = Record<string, string | number>;

export function say(key: string, values: Values = {}): string {
  return shopify.i18n.translate(key, values);
}

/** Refusals that the till explains in words of its own; the app's sentences are meant for shoppers. */
const EXPLAINED = [
  'code-better',
  'member-code-invalid',
  'points-insufficient',
  'program-missing',
  'program-paused',
  'redemption-delayed',
  'redemption-parked',
  'redemption-refused',
  'redemption-unknown',
  'redemption-used',
  'redemptions-too-many',
  'request-unsigned',
  'reward-unknown',
  'searches-too-many',
  'shop-unknown',
];

/** @param code null when the app was not reached. */
export function sayRefusal(code: string | null): string {
  if (code === null) return say('said.offline');
  return EXPLAINED.includes(code) ? say(`refused.${code}`) : say('refused.other', { code });
}

export function pointsText(program: PublicProgram, points: number): string {
  return pointsIn(program.pointsName, points, locale());
}

export function inWords(texts: Record<string, string>, otherwise: string): string {
  return inOwnLanguage(texts, locale()) ?? otherwise;
}

export function titleText(reward: PublicReward): string {
  return inWords(reward.title, reward.id);
}

/** "2 × €5 off" for several units in one code. */
export function unitsText(reward: PublicReward, units: number): string {
  return units > 1 ? `${units} × ${titleText(reward)}` : titleText(reward);
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

export function dateText(instant: string): string {
  return shopify.i18n.formatDate(new Date(instant), { dateStyle: 'medium' });
}

export function locale(): string {
  return shopify.locale.current.value;
}
