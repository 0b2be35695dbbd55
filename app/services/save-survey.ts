/** Keeps a survey as staff have written it; two people never overwrite each other unseen. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { languageTag, phrase } from '#app/core/program/parts.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import {
  ASK_WHEN,
  CHOICE_MAX,
  CHOICES_MAX,
  QUESTION_MAX,
  REST_DAYS_MAX,
  SURVEY_KINDS,
  SURVEY_NAME_MAX,
  type SurveyConfig,
  surveyProblem,
  TASK_HOURS_MAX,
  WAIT_DAYS_MAX,
} from '#app/core/surveys/survey.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import {
  countSurveys,
  lockSurvey,
  saveSurvey as store,
  type SurveyRow,
  SURVEYS_MAX,
} from '#app/db/surveys.ts';
import { transaction } from '#app/db/transaction.ts';

const texts = (lengthMax: number) => z.record(languageTag, phrase(lengthMax));
const configSchema = z.strictObject({
  name: phrase(SURVEY_NAME_MAX),
  kind: z.enum(SURVEY_KINDS),
  questions: texts(QUESTION_MAX),
  choices: z.array(texts(CHOICE_MAX)).max(CHOICES_MAX),
  ask: z.enum(ASK_WHEN),
  waitDays: z.int().min(0).max(WAIT_DAYS_MAX),
  restDays: z.int().min(1).max(REST_DAYS_MAX),
  points: z.boolean(),
  task: z.strictObject({
    ownerId: z
      .string()
      .regex(/^\d{1,20}$/)
      .nullable(),
    withinHours: z.int().min(1).max(TASK_HOURS_MAX),
  }),
  active: z.boolean(),
});
const bodySchema = z.strictObject({
  /** Null for a new one. */
  id: z.string().min(1).max(40).nullable(),
  seen: z.int().min(0),
  survey: configSchema,
});

/**
 * Rejections: `request-invalid`; `survey-incomplete`; `survey-unknown`; `survey-changed`; `survey-scale`; `surveys-too-many`.
 */
export async function saveSurvey(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ id: string; revision: number }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { shop, actor } = command;
  const { survey } = parsed.data;
  const seen = parsed.data.id === null ? 0 : parsed.data.seen;
  if (surveyProblem(survey) !== null) return rejected('survey-incomplete');
  const at = now();
  return transaction(async (tx) => {
    const before = parsed.data.id === null ? undefined : await lockSurvey(tx, shop, parsed.data.id);
    if (parsed.data.id !== null && !before) return rejected('survey-unknown');
    if (!before && (await countSurveys(tx, shop)) >= SURVEYS_MAX) return rejected('surveys-too-many');
    if (before && !keepsScale(before, survey)) return rejected('survey-scale');
    const id = before?.id ?? newId();
    const change = { seen, askSince: askSince(before, survey, at), at, actor };
    const revision = await store(tx, shop, { ...survey, id }, change);
    if (revision === undefined) return rejected('survey-changed');
    const data = { kind: survey.kind, active: survey.active };
    await noteDeed(tx, { shop, actor, deed: 'survey-saved', subject: `survey:${id}`, data }, at);
    return ok({ id, revision });
  });
}

/** What an answer meant stays what it means: the kind stays, and answers are only added. */
function keepsScale(before: SurveyRow, after: SurveyConfig): boolean {
  return before.kind === after.kind && after.choices.length >= before.choices.length;
}

/** What happened before it was asked by itself, or of another kind, is not asked about. */
function askSince(before: SurveyRow | undefined, after: SurveyConfig, at: Date): Date | null {
  if (!after.active || after.ask === 'never') return null;
  // Shopify tells whole seconds: what happens in this one is not the past.
  const since = new Date(Math.floor(at.getTime() / 1_000) * 1_000);
  return before?.ask === after.ask ? (before.askSince ?? since) : since;
}

function newId(): string {
  return randomBytes(12).toString('base64url');
}
