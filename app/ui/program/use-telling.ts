/** The words and formats of the page, for sentences about the program. */
import type { Program } from '#app/core/program/program.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { useValueWord } from '#app/ui/program/form/form-context.tsx';
import { segmentTexts } from '#app/ui/texts/segments.ts';
import type { Telling } from '#app/ui/program/sentences.ts';
import { sentenceTexts } from '#app/ui/texts/program-sentences.ts';

type Named = { id: string; name: Record<string, string> };

export function useTelling(tiers: readonly Named[] | Program['tiers']['list']): Telling {
  const { format, language, locale } = useAdmin();
  const texts = useTexts(sentenceTexts);
  const word = useValueWord();
  const segmentNames = useTexts(segmentTexts);
  const named = (names: Record<string, string>) => names[language] ?? names.en ?? Object.values(names)[0];
  return {
    texts,
    format,
    day: (day) => formatDay(day, locale),
    word,
    named,
    segmentName: (id) => segmentNames[id] ?? id,
    tierName: (id) => named(tiers.find((tier) => tier.id === id)?.name ?? {}) ?? id,
  };
}
