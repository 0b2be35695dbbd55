/** The words for rules on this page. */
import type { SegmentsView } from '#app/presenters/present-segments.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import type { RuleWords } from '#app/ui/segments/rule-words.ts';
import { ownSegmentTexts } from '#app/ui/texts/own-segments.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';

export function useRuleWords({ tiers }: Pick<SegmentsView, 'tiers'>): RuleWords {
  const { format, exponent, language, locale } = useAdmin();
  const texts = useTexts(ownSegmentTexts);
  const names = useTexts(segmentTexts);
  const languageName = useLanguageName();
  const date = (options: Intl.DateTimeFormatOptions, text: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(`${text}T12:00:00Z`));
  return {
    texts,
    number: format.number,
    money: format.money,
    exponent,
    languageName,
    segmentName: (id) => names[id] ?? id,
    tierName: (id) => {
      const name = tiers.find((tier) => tier.id === id)?.name ?? {};
      return name[language] ?? name.en ?? Object.values(name)[0] ?? id;
    },
    monthName: (month) => date({ month: 'long' }, `2027-${String(month).padStart(2, '0')}-01`),
    day: (day) => date({ dateStyle: 'medium' }, day),
  };
}
