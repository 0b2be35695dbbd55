/** The words for journeys on this page. */
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import type { Words } from '#app/ui/journeys/journey-words.ts';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import { journeyTexts } from '#app/ui/texts/journeys.ts';
import { segmentTexts } from '#app/ui/texts/segments.ts';

export function useWords(tiers: { id: string; name: Record<string, string> }[] = []): Words {
  const { format, language, locale } = useAdmin();
  const texts = useTexts(journeyTexts);
  const languageName = useLanguageName();
  const segmentNames = useTexts(segmentTexts);
  const named = (names: Record<string, string>) =>
    names[language] ?? names.en ?? Object.values(names)[0] ?? '';
  return {
    texts,
    format,
    languageName,
    named,
    day: (day) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        Date.parse(`${day}T12:00:00Z`),
      ),
    segmentName: (id) => segmentNames[id] ?? id,
    tierName: (id) => named(tiers.find((tier) => tier.id === id)?.name ?? { en: id }),
  };
}
