/**
 * Texts, points, titles, money and dates in the shopper's language. Where the shop says Sie, German has texts of its own for
 * the keys in `formal-keys.ts`; the other languages hold the same text twice.
 */
import type {
  OwnText,
  PluralForms,
  PublicProgram,
  PublicReward,
} from '../../app/core/contracts/public-program.ts';
import { FORMAL_KEYS } from './formal-keys.ts';
import { platform } from './platform.ts';

type Manner = Pick<PublicProgram, 'formality'> | null;
export type Values = Record<string, string>;

export function say(program: Manner, key: string, values: Values = {}): string {
  const formal = program?.formality === 'formal' && FORMAL_KEYS.has(key);
  return platform().i18n.translate(formal ? `formal.${key}` : key, values);
}

/** The merchant's own words in the shopper's language or its base; never another language. */
export function ownText(program: PublicProgram, name: OwnText): string | undefined {
  const [tag, base] = tags();
  return program.texts?.[tag]?.[name] ?? program.texts?.[base]?.[name];
}

export function pointsText(program: Pick<PublicProgram, 'pointsName'>, points: number): string {
  const count = Math.abs(points);
  const forms = ownLanguage(program.pointsName);
  const category = new Intl.PluralRules(tags()[0]).select(count) as keyof PluralForms;
  return `${numberText(count)} ${forms?.[category] ?? forms?.other ?? ''}`.trim();
}

export function titleText(reward: PublicReward): string {
  return ownLanguage(reward.title) ?? reward.id;
}

/** "3 × €5 off". */
export function unitsTitle(reward: PublicReward, units: number): string {
  return units === 1 ? titleText(reward) : `${numberText(units)} × ${titleText(reward)}`;
}

/** Without decimals where there are none: as the titles of rewards are written. */
export function moneyText(program: Pick<PublicProgram, 'currency' | 'exponent'>, minor: number): string {
  const whole = minor % 10 ** program.exponent === 0;
  const digits = whole ? 0 : program.exponent;
  return platform().i18n.formatCurrency(minor / 10 ** program.exponent, {
    currency: program.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function numberText(number: number): string {
  return platform().i18n.formatNumber(number);
}

/** @param percent 12.5 for 12.5 %. */
export function percentText(percent: number): string {
  return platform().i18n.formatNumber(percent / 100, { style: 'percent', maximumFractionDigits: 1 });
}

/** "14 days". */
export function daysText(days: number): string {
  return platform().i18n.formatNumber(days, { style: 'unit', unit: 'day', unitDisplay: 'long' });
}

/** @param day an instant, or a day of the shop as "2026-03-31", which no time zone moves. */
export function dateText(day: string): string {
  const date = new Date(day);
  return platform().i18n.formatDate(date, {
    dateStyle: 'medium',
    ...(/^\d{4}-\d\d-\d\d$/.test(day) ? { timeZone: 'UTC' } : {}),
  });
}

/** Her language, its base, English, or whatever there is. */
export function ownLanguage<Value>(texts: Record<string, Value>): Value | undefined {
  const [tag, base] = tags();
  return texts[tag] ?? texts[base] ?? texts['en'] ?? Object.values(texts)[0];
}

function tags(): [tag: string, base: string] {
  const tag = platform().localization.language.value.isoCode;
  return [tag, tag.split('-')[0] ?? tag];
}
