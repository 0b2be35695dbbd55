/** Warnings about a program in sentences, for the overview and for the fields that they are about. */
import { severityOf, type Severity, type Warning } from '#app/core/program/warnings.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { formatDay } from '#app/ui/finance/format-day.ts';
import { useLanguageName } from '#app/ui/program/form/list-fields.tsx';
import { commonTexts } from '#app/ui/texts/common.ts';
import { sentenceTexts } from '#app/ui/texts/program-sentences.ts';
import { type Told, warningTexts } from '#app/ui/texts/program-warnings.ts';

export type ToldWarning = { path: string; severity: Severity; sentence: string };

export function useToldWarnings(): (warnings: Warning[]) => ToldWarning[] {
  const tell = useSentence();
  return (warnings) =>
    warnings.map((warning) => ({
      path: warning.path,
      severity: severityOf(warning),
      sentence: tell(warning),
    }));
}

/** By the path of the field. */
export function notesOf(warnings: ToldWarning[]): Record<string, string[]> {
  const notes: Record<string, string[]> = {};
  for (const { path, sentence } of warnings) (notes[path] ??= []).push(sentence);
  return notes;
}

function useSentence(): (warning: Warning) => string {
  const { format, language, locale } = useAdmin();
  const { quote } = useTexts(commonTexts);
  const words = useTexts(sentenceTexts);
  const { sentences } = useTexts(warningTexts);
  const languageName = useLanguageName();
  const named = (names: Record<string, string> = {}) => {
    const name = names[language] ?? names.en ?? Object.values(names)[0];
    return name === undefined ? '' : quote(name);
  };
  return ({ code, values }) => {
    const { points = 0, days = 0 } = values;
    const told: Told = {
      what: named(values.names),
      other: named(values.other),
      points: words.points(points, format.number(points)),
      count: format.number(values.count ?? 0),
      days: words.days(days, format.number(days)),
      amount: format.money(values.amountMinor ?? 0),
      share: format.share(values.share ?? 0),
      otherShare: format.share(values.otherShare ?? 0),
      day: values.day ? formatDay(values.day, locale) : '',
      language: values.language ? languageName(values.language) : '',
    };
    return sentences[code](told);
  };
}
