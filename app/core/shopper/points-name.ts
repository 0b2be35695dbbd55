/** What points are called, by the plural rules of the language. */
import type { PluralForms } from '#app/core/contracts/public-program.ts';
import { inOwnLanguage, type InEveryLanguage } from '#app/core/shopper/languages.ts';

export const POINTS_NAMES: InEveryLanguage<PluralForms> = {
  en: { one: 'point', other: 'points' },
  de: { one: 'Punkt', other: 'Punkte' },
  fr: { one: 'point', other: 'points' },
  it: { one: 'punto', other: 'punti' },
  es: { one: 'punto', other: 'puntos' },
  nl: { one: 'punt', other: 'punten' },
  pl: { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' },
};

/** "1,234 points": the amount without its sign. A form that is not named is `other`. */
export function pointsText(names: Record<string, PluralForms>, points: number, tag: string): string {
  const count = Math.abs(points);
  const forms = inOwnLanguage(names, tag);
  const category = new Intl.PluralRules(tag).select(count) as keyof PluralForms;
  return `${new Intl.NumberFormat(tag).format(count)} ${forms?.[category] ?? forms?.other ?? ''}`.trim();
}
