/**
 * What staff do with answers: say what one is about, and tell those who said it what was done. A reply goes to everybody of a theme
 * who was told nothing yet, or to one member alone, by mail and on her page.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { now } from '#app/clock.ts';
import { languageTag, phrase } from '#app/core/program/parts.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { REPLY_MAX, THEME_MAX } from '#app/core/surveys/survey.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { insertReply, type ReplyTarget, setTheme, takeReply } from '#app/db/survey-answers.ts';
import { findSurvey } from '#app/db/surveys.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import type { SurveyMailData } from '#app/services/mail-of-survey.ts';
import { planMails } from '#app/services/plan-mail.ts';

/** Told with one click; again tells the rest. */
const TOLD_MAX = 5_000;

const theme = phrase(THEME_MAX).transform((text) => text.trim());
const one = {
  memberId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
  occasion: z.string().min(1).max(100),
};
const bodySchema = z.union([
  z.strictObject({ id: z.string().min(1).max(40), ...one, theme: theme.nullable() }),
  z.strictObject({
    id: z.string().min(1).max(40),
    to: z.union([z.strictObject({ theme }), z.strictObject(one)]),
    texts: z
      .record(languageTag, phrase(REPLY_MAX))
      .refine((texts) => Object.values(texts).some((text) => text.trim() !== '')),
  }),
]);
type Command = z.infer<typeof bodySchema>;
type By = { shop: string; actor: string; at: Date };

/** Rejections: `request-invalid`; `survey-unknown`; `answer-unknown` when nobody said it, or all of them were told. */
export async function replyToAnswers(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ told: number; more: boolean }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const by = { shop: command.shop, actor: command.actor, at: now() };
  const body = parsed.data;
  return transaction(async (tx) => {
    if (!(await findSurvey(by.shop, body.id, tx))) return rejected('survey-unknown');
    return 'to' in body ? tell(tx, body, by) : tag(tx, body, by);
  });
}

async function tag(
  tx: Transaction,
  body: Exclude<Command, { to: unknown }>,
  { shop, actor, at }: By,
): Promise<Result<{ told: number; more: boolean }>> {
  const key = { surveyId: body.id, memberId: body.memberId, occasion: body.occasion };
  const about = body.theme === null || body.theme === '' ? null : body.theme;
  if ((await setTheme(tx, shop, key, about)) === 0) return rejected('answer-unknown');
  await noteDeed(tx, { shop, actor, deed: 'answer-themed', subject: `survey:${body.id}` }, at);
  return ok({ told: 0, more: false });
}

async function tell(
  tx: Transaction,
  body: Extract<Command, { to: unknown }>,
  { shop, actor, at }: By,
): Promise<Result<{ told: number; more: boolean }>> {
  const id = randomBytes(12).toString('base64url');
  const target: ReplyTarget = body.to;
  const those = await takeReply(tx, shop, body.id, { target, replyId: id, limit: TOLD_MAX });
  if (those.length === 0) return rejected('answer-unknown');
  await insertReply(tx, shop, {
    ...{ id, surveyId: body.id, theme: 'theme' in target ? target.theme : null, texts: body.texts },
    ...{ members: those.length, createdAt: at, createdBy: actor },
  });
  const plans = those.map(({ memberId, occasion }) => {
    const data: SurveyMailData = { survey: body.id, occasion, reply: id };
    return {
      ...{ id: `survey-reply/${id}/${memberId}/${occasion}`, to: { memberId }, class: 'marketing' as const },
      ...{ template: 'survey/reply', data, notBefore: at },
    };
  });
  await planMails(tx, shop, plans, at);
  const data = { told: those.length };
  await noteDeed(tx, { shop, actor, deed: 'survey-replied', subject: `survey:${body.id}`, data }, at);
  return ok({ told: those.length, more: those.length === TOLD_MAX });
}
