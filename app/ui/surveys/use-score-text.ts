/** A score as the merchant reads it: NPS as a signed number, CSAT in per cent, CES with one decimal. */
import type { SurveyKind } from '#app/core/surveys/survey.ts';
import { useAdmin, useTexts } from '#app/ui/admin/context.tsx';
import { surveyTexts } from '#app/ui/texts/surveys.ts';

/** The number alone; null where there is none. */
export function useScoreNumber(): (kind: SurveyKind, value: number | null) => string | null {
  const { format } = useAdmin();
  return (kind, value) => {
    if (value === null) return null;
    switch (kind) {
      case 'nps': {
        const whole = Math.round(value);
        return `${whole > 0 ? '+' : whole < 0 ? '−' : ''}${format.number(Math.abs(whole))}`;
      }
      case 'csat':
        return format.share(value / 100);
      case 'ces':
        return format.number(Math.round(value * 10) / 10);
      case 'own':
        return null;
    }
  };
}

/** With the name of the score before it. */
export function useScoreText(): (kind: SurveyKind, value: number | null) => string | null {
  const number = useScoreNumber();
  const { scores } = useTexts(surveyTexts);
  return (kind, value) => {
    const text = number(kind, value);
    return text === null || kind === 'own' ? null : scores[kind](text);
  };
}
