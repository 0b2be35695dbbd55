/** The surveys of a shop with what they brought lately, and what an answer is worth under the live program. */
import { now } from '#app/clock.ts';
import type { Program } from '#app/core/program/program.ts';
import type { MailMode } from '#app/core/settings.ts';
import { sum } from '#app/core/sum.ts';
import { scoreOf, talliesOf } from '#app/core/surveys/score.ts';
import type { AskWhen, SurveyKind } from '#app/core/surveys/survey.ts';
import { DAY_MS } from '#app/core/time.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findSettings } from '#app/db/shop-settings.ts';
import { countBySurvey } from '#app/db/survey-results.ts';
import { listSurveys } from '#app/db/surveys.ts';
import { rememberSlow } from '#app/presenters/remember-slow.ts';

/** Figures of the list are about so many days. */
export const LATELY_DAYS = 90;

export type SurveyItem = {
  id: string;
  name: string;
  kind: SurveyKind;
  ask: AskWhen;
  active: boolean;
  waitDays: number;
  asked: number;
  answers: number;
  /** Null without answers, and of a question of the merchant's own. */
  value: number | null;
};

export type SurveysView = {
  list: SurveyItem[];
  mailMode: MailMode;
  /** What the live program's rules give for an answer; 0 for nothing. */
  rulePoints: number;
  days: number;
};

const recall = rememberSlow<Awaited<ReturnType<typeof countBySurvey>>>({ slowMs: 150, keepMs: 30_000 });

export async function presentSurveys(shop: string): Promise<SurveysView> {
  const at = now();
  const since = new Date(at.getTime() - LATELY_DAYS * DAY_MS);
  const [surveys, counts, frame] = await Promise.all([
    listSurveys(shop),
    recall(shop, () => countBySurvey(shop, since, at)),
    surveyFrame(shop),
  ]);
  const tallies = talliesOf(counts.answers, ({ surveyId }) => surveyId);
  return {
    ...frame,
    days: LATELY_DAYS,
    list: surveys.map((survey) => {
      const { answers, value } = scoreOf(survey, tallies.get(survey.id) ?? new Map());
      const { id, name, kind, ask, active, waitDays } = survey;
      return { id, name, kind, ask, active, waitDays, asked: counts.asked.get(id) ?? 0, answers, value };
    }),
  };
}

/** What both pages say beside the surveys themselves. */
export async function surveyFrame(shop: string): Promise<Pick<SurveysView, 'mailMode' | 'rulePoints'>> {
  const [{ settings }, versions] = await Promise.all([findSettings(shop), listVersions(shop)]);
  return {
    mailMode: settings.mail.mode,
    rulePoints: rulePoints(versionAt(versions, now().getTime())?.config),
  };
}

function rulePoints(program: Program | undefined): number {
  if (!program?.active) return 0;
  return sum(program.earning.rules, (rule) =>
    rule.active && rule.kind === 'deed' && rule.deed === 'survey' ? rule.points : 0,
  );
}
