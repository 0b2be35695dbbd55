/**
 * What answers amount to. NPS = % promoters (9, 10) − % detractors (0 to 6), from −100 to 100 (Reichheld, Harvard Business Review,
 * December 2003). CSAT = % satisfied (4, 5). CES = the mean of agreement with “it was easy”, 1 to 5. A question of the merchant's own
 * has shares and no score.
 */
import { answersOf, type SurveyConfig, type SurveyKind } from '#app/core/surveys/survey.ts';
import { sum } from '#app/core/sum.ts';

/** How often each answer was given. */
export type Tally = ReadonlyMap<number, number>;

export type Score = {
  answers: number;
  /** Null without answers, and of a question of the merchant's own. NPS and CSAT in per cent, CES from 1 to 5. */
  value: number | null;
  /** Shares from 0 to 1: promoters, passives and detractors of an NPS; satisfied, neither and dissatisfied of the others. */
  parts: { good: number; middle: number; bad: number } | null;
  /** Each answer that could be given, also those that nobody gave. */
  distribution: { answer: number; count: number; share: number }[];
};

const NPS_PROMOTER = 9;
const NPS_DETRACTOR = 6;
const FIVE_GOOD = 4;
const FIVE_BAD = 2;

/** A bad answer is one for a person to look at: a detractor, or the lower two of five. */
export function isBad(kind: SurveyKind, answer: number): boolean {
  if (kind === 'own') return false;
  return answer <= (kind === 'nps' ? NPS_DETRACTOR : FIVE_BAD);
}

export function isGood(kind: SurveyKind, answer: number): boolean {
  if (kind === 'own') return false;
  return answer >= (kind === 'nps' ? NPS_PROMOTER : FIVE_GOOD);
}

/** Answers outside of the scale do not count. */
export function scoreOf(survey: Pick<SurveyConfig, 'kind' | 'choices'>, tally: Tally): Score {
  const counts = answersOf(survey).map((answer) => ({ answer, count: tally.get(answer) ?? 0 }));
  const answers = sum(counts, ({ count }) => count);
  const share = (count: number) => (answers === 0 ? 0 : count / answers);
  const distribution = counts.map(({ answer, count }) => ({ answer, count, share: share(count) }));
  if (answers === 0 || survey.kind === 'own') return { answers, value: null, parts: null, distribution };
  const { kind } = survey;
  const good = sum(counts, ({ answer, count }) => (isGood(kind, answer) ? count : 0));
  const bad = sum(counts, ({ answer, count }) => (isBad(kind, answer) ? count : 0));
  const parts = { good: share(good), middle: share(answers - good - bad), bad: share(bad) };
  return { answers, value: valueOf(kind, { answers, good, bad }, counts), parts, distribution };
}

function valueOf(
  kind: Exclude<SurveyKind, 'own'>,
  { answers, good, bad }: { answers: number; good: number; bad: number },
  counts: { answer: number; count: number }[],
): number {
  switch (kind) {
    case 'nps':
      return (100 * (good - bad)) / answers;
    case 'csat':
      return (100 * good) / answers;
    case 'ces':
      return sum(counts, ({ answer, count }) => answer * count) / answers;
  }
}

/** Rows of a grouped count as one tally per group, in the order in which the groups first come. */
export function talliesOf<Row extends { answer: number; count: number }>(
  rows: readonly Row[],
  groupOf: (row: Row) => string,
): Map<string, Map<number, number>> {
  const groups = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const group = groupOf(row);
    const tally = groups.get(group) ?? new Map<number, number>();
    tally.set(row.answer, (tally.get(row.answer) ?? 0) + row.count);
    groups.set(group, tally);
  }
  return groups;
}
