/** One survey: its form, its results with the formula behind the score, the answers, their themes, and what was told. */
import { now } from '#app/clock.ts';
import type { MailMode } from '#app/core/settings.ts';
import type { ShopperLanguage } from '#app/core/shopper/languages.ts';
import { isBad, type Score, scoreOf, talliesOf } from '#app/core/surveys/score.ts';
import {
  type AnswerFilter,
  answersOf,
  NEW_SURVEY,
  type SurveyConfig,
  type Texts,
} from '#app/core/surveys/survey.ts';
import { DAY_MS } from '#app/core/time.ts';
import { listUsedSegments } from '#app/db/shop-facts.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { findShop } from '#app/db/shops.ts';
import { listStaff } from '#app/db/staff.ts';
import { listReplies } from '#app/db/survey-answers.ts';
import {
  type AnswerPlace,
  type AnswerRow,
  countAnswers,
  groupAnswers,
  type Grouping,
  listAnswers,
  listThemes,
  type ThemeRow,
} from '#app/db/survey-results.ts';
import { findSurvey } from '#app/db/surveys.ts';
import { surveyFrame } from '#app/presenters/present-surveys.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

export type SurveyQuery = { filter: AnswerFilter; theme: string | null; before: string | null };

const PER_PAGE = 25;
const THEMES_MAX = 50;
const REPLIES_MAX = 20;
/** Results are about so many months. */
const MONTHS = 24;
const GROUPS_MAX: Record<Grouping, number> = { month: MONTHS, segment: 20, product: 20 };
export type GroupView = { group: string; label: string } & Pick<Score, 'answers' | 'value' | 'parts'>;
export type ResultsView = Score & {
  asked: number;
  months: number;
  groups: Record<Grouping, GroupView[]>;
};
export type AnswerView = Omit<AnswerRow, 'answeredAt'> & { answeredAt: string };
export type ReplyView = {
  id: string;
  theme: string | null;
  texts: Texts;
  members: number;
  createdAt: string;
  createdBy: string;
};

export type SurveyView = {
  /** Null for one that is just being written. */
  id: string | null;
  revision: number;
  config: SurveyConfig;
  languages: ShopperLanguage[];
  staff: { userId: string; name: string | null }[];
  mailMode: MailMode;
  rulePoints: number;
  segments: string[];
  results: ResultsView | null;
  answers: { list: AnswerView[]; older: string | null };
  themes: ThemeRow[];
  replies: ReplyView[];
};

const recall = rememberSlow<ResultsView>({ slowMs: 150, keepMs: 30_000 });

/** @param id null for a new one. @returns undefined when there is no such survey. */
export async function presentSurvey(
  shop: string,
  id: string | null,
  query: SurveyQuery,
): Promise<SurveyView | undefined> {
  const survey = id === null ? undefined : await findSurvey(shop, id);
  if (id !== null && !survey) return undefined;
  const [frame, { settings }, staff, segments] = await Promise.all([
    surveyFrame(shop),
    findSettings(shop),
    listStaff(shop),
    listUsedSegments(shop),
  ]);
  const common = {
    ...{ ...frame, segments, languages: settings.languages },
    staff: staff.map(({ userId, name }) => ({ userId, name })),
  };
  if (!survey)
    return {
      ...{ ...common, id: null, revision: 0, config: NEW_SURVEY, results: null, themes: [], replies: [] },
      answers: { list: [], older: null },
    };
  const {
    id: known,
    revision,
    askSince: _since,
    createdAt: _created,
    updatedAt: _updated,
    ...config
  } = survey;
  const [results, answers, themes, replies] = await Promise.all([
    recall(`${shop} ${known}`, () => readResults(shop, known, config)),
    readAnswers(shop, known, config, query),
    listThemes(shop, known, THEMES_MAX),
    listReplies(shop, known, REPLIES_MAX),
  ]);
  return {
    ...{ ...common, id: known, revision, config, results, answers, themes },
    replies: replies.map(({ surveyId: _survey, createdAt, ...reply }) => ({
      ...reply,
      createdAt: createdAt.toISOString(),
    })),
  };
}

export async function readResults(shop: string, id: string, config: SurveyConfig): Promise<ResultsView> {
  const at = now();
  const since = new Date(at.getTime() - MONTHS * 30.5 * DAY_MS);
  const zone = (await findShop(shop))?.timezone ?? 'UTC';
  const grouped = async (by: Grouping): Promise<GroupView[]> => {
    const rows = await groupAnswers(shop, id, by, { since, zone, limit: GROUPS_MAX[by] });
    const labels = new Map(rows.map(({ group, label }) => [group, label]));
    return [...talliesOf(rows, ({ group }) => group)].map(([group, tally]) => {
      const { answers, value, parts } = scoreOf(config, tally);
      return { group, label: labels.get(group) ?? '', answers, value, parts };
    });
  };
  const [{ asked, answers }, month, segment, product] = await Promise.all([
    countAnswers(shop, id, since, at),
    grouped('month'),
    grouped('segment'),
    grouped('product'),
  ]);
  const score = scoreOf(config, new Map(answers.map(({ answer, count }) => [answer, count])));
  return { ...score, asked, months: MONTHS, groups: { month, segment, product } };
}

async function readAnswers(
  shop: string,
  id: string,
  config: SurveyConfig,
  { filter, theme, before }: SurveyQuery,
): Promise<SurveyView['answers']> {
  const worst = answersOf(config).findLast((answer) => isBad(config.kind, answer)) ?? -1;
  const rows = await listAnswers(shop, id, {
    before: readPlace(before),
    answerMax: filter === 'bad' ? worst : null,
    commented: filter === 'commented',
    theme,
    limit: PER_PAGE + 1,
  });
  const shown = rows.slice(0, PER_PAGE);
  const last = shown.at(-1);
  return {
    list: shown.map(({ answeredAt, ...row }) => ({ ...row, answeredAt: answeredAt.toISOString() })),
    older: rows.length > PER_PAGE && last ? placeOf(last) : null,
  };
}

function placeOf({ answeredAt, memberId, occasion }: AnswerRow): string {
  return `${answeredAt.getTime()}_${memberId}_${occasion}`;
}

function readPlace(text: string | null): AnswerPlace | null {
  const [, at, memberId, occasion] = /^(\d{1,15})_(\d{1,15})_(.{1,100})$/.exec(text ?? '') ?? [];
  return at && memberId && occasion ? { at: new Date(Number(at)), memberId, occasion } : null;
}
