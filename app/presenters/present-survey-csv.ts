/** A survey as a table for CSV: each answer, or what they amount to by month, segment or product. Rows come one by one. */
import type { Cell } from '#app/core/finance/csv.ts';
import { choiceText } from '#app/core/surveys/survey.ts';
import { type AnswerPlace, GROUPINGS, listAnswers } from '#app/db/survey-results.ts';
import { findSurvey, type SurveyRow } from '#app/db/surveys.ts';
import { readResults } from '#app/presenters/present-survey.ts';

export const SURVEY_TABLES = ['answers', 'distribution', ...GROUPINGS] as const;
export type SurveyTableName = (typeof SURVEY_TABLES)[number];

const GROUP_COLUMNS = ['group', 'name', 'answers', 'score', 'good', 'middle', 'bad'] as const;
export const SURVEY_COLUMNS = {
  answers: [
    ...(['answeredAt', 'answer', 'choice', 'comment', 'member', 'order', 'product'] as const),
    ...(['segments', 'theme', 'told', 'way'] as const),
  ],
  distribution: ['answer', 'choice', 'count', 'share'],
  month: GROUP_COLUMNS,
  segment: GROUP_COLUMNS,
  product: GROUP_COLUMNS,
} as const;
export type SurveyColumn = (typeof SURVEY_COLUMNS)[SurveyTableName][number];

export type SurveyTable = {
  name: string;
  columns: readonly SurveyColumn[];
  rows: AsyncIterable<Cell[]>;
};

const ROWS_AT_ONCE = 1_000;

/** @param tag in which language choices of the merchant's own are written. */
export async function presentSurveyCsv(
  shop: string,
  query: { id: string; table: SurveyTableName; tag: string },
): Promise<SurveyTable | undefined> {
  const survey = await findSurvey(shop, query.id);
  if (!survey) return undefined;
  const { table, tag } = query;
  return {
    name: `survey-${table}`,
    columns: SURVEY_COLUMNS[table],
    rows: table === 'answers' ? answerRows(shop, survey, tag) : resultRows(shop, survey, table, tag),
  };
}

async function* answerRows(shop: string, survey: SurveyRow, tag: string): AsyncGenerator<Cell[]> {
  let before: AnswerPlace | null = null;
  for (;;) {
    const page = { before, answerMax: null, commented: false, theme: null, limit: ROWS_AT_ONCE };
    const rows = await listAnswers(shop, survey.id, page);
    for (const row of rows)
      yield [
        ...[row.answeredAt.toISOString(), row.answer, choiceText(survey, row.answer, tag) ?? null],
        ...[row.comment, row.memberId, row.orderName, row.productTitle, row.segments.join(' ')],
        ...[row.theme, row.replyId === null ? null : { word: 'told' }, row.way],
      ];
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    before = { at: last.answeredAt, memberId: last.memberId, occasion: last.occasion };
  }
}

async function* resultRows(
  shop: string,
  survey: SurveyRow,
  table: Exclude<SurveyTableName, 'answers'>,
  tag: string,
): AsyncGenerator<Cell[]> {
  const results = await readResults(shop, survey.id, survey);
  if (table === 'distribution') {
    for (const { answer, count, share } of results.distribution)
      yield [answer, choiceText(survey, answer, tag) ?? null, count, { share }];
    return;
  }
  for (const { group, label, answers, value, parts } of results.groups[table])
    yield [
      ...[group, label, answers, value === null ? null : { thousandths: Math.round(value * 1_000) }],
      ...(parts
        ? [{ share: parts.good }, { share: parts.middle }, { share: parts.bad }]
        : [null, null, null]),
    ];
}
