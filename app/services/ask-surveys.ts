/** Asks members: by itself after what has happened to them, or because staff say so. Each is asked in the transaction that plans the mail. */
import { now } from '#app/clock.ts';
import { dayOf } from '#app/core/calendar.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { z } from 'zod';
import { phrase } from '#app/core/program/parts.ts';
import type { AskWhen } from '#app/core/surveys/survey.ts';
import { findShop } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import {
  askAfterEvents,
  type Asked,
  askMembers,
  lockSurvey,
  pageAutomatic,
  type SurveyRow,
} from '#app/db/surveys.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import type { SurveyMailData } from '#app/services/mail-of-survey.ts';
import { planMails } from '#app/services/plan-mail.ts';

const SURVEYS_AT_ONCE = 100;
const MEMBERS_AT_ONCE = 500;
/** Staff ask at most so many with one click; again asks the next. */
export const ASK_MAX = 5_000;

const EVENT_OF: Record<Exclude<AskWhen, 'never'>, 'parcel-delivered' | 'order-paid'> = {
  'after-delivery': 'parcel-delivered',
  'after-order': 'order-paid',
};

/** @returns how many were asked. @throws what one survey failed with, once all others were asked. */
export async function askDueSurveys(): Promise<number> {
  let count = 0;
  let after: { shop: string; id: string } | null = null;
  const failures: unknown[] = [];
  for (;;) {
    const page = await pageAutomatic(after, SURVEYS_AT_ONCE);
    for (const { shop, survey } of page)
      count += await askOne(shop, survey.id).catch((error: unknown) => {
        failures.push(error);
        return 0;
      });
    const last = page.at(-1);
    if (!last || page.length < SURVEYS_AT_ONCE) break;
    after = { shop: last.shop, id: last.survey.id };
  }
  if (failures.length > 0) throw failures[0];
  return count;
}

/** The survey is locked and read anew: whoever asks beside us waits, and nobody is asked twice within her rest. */
async function askOne(shop: string, id: string): Promise<number> {
  const at = now();
  return transaction(async (tx) => {
    const survey = await lockSurvey(tx, shop, id);
    if (!survey?.active || survey.ask === 'never' || survey.askSince === null) return 0;
    const kind = EVENT_OF[survey.ask];
    const asked = await askAfterEvents(tx, shop, survey, { kind, at, limit: MEMBERS_AT_ONCE });
    await planAsking(tx, shop, survey, asked, at);
    return asked.length;
  });
}

const bodySchema = z.strictObject({ id: z.string().min(1).max(40), segment: phrase(100).nullable() });

/**
 * Staff ask a segment, or everybody, now. @returns how many were asked, and whether that was all.
 * Rejections: `request-invalid`; `survey-unknown`; `survey-closed`.
 */
export async function askSurveyNow(command: {
  shop: string;
  actor: string;
  body: unknown;
}): Promise<Result<{ asked: number; more: boolean }>> {
  const parsed = bodySchema.safeParse(command.body);
  if (!parsed.success) return rejected('request-invalid');
  const { id, segment } = parsed.data;
  const { shop, actor } = command;
  const at = now();
  return transaction(async (tx) => {
    const [row, survey] = [await findShop(shop, tx), await lockSurvey(tx, shop, id)];
    if (!row || !survey) return rejected('survey-unknown');
    if (!survey.active) return rejected('survey-closed');
    const occasion = `asked:${dayOf(at.getTime(), row.timezone)}`;
    const asked = await askMembers(tx, shop, survey, { segment, occasion, at, limit: ASK_MAX });
    await planAsking(tx, shop, survey, asked, at);
    const data = { segment, asked: asked.length };
    await noteDeed(tx, { shop, actor, deed: 'survey-asked', subject: `survey:${id}`, data }, at);
    return ok({ asked: asked.length, more: asked.length === ASK_MAX });
  });
}

/** To ask how it was is advertising where mail is concerned (BGH, 10 July 2018, VI ZR 225/17): it needs her consent. */
async function planAsking(
  tx: Transaction,
  shop: string,
  survey: SurveyRow,
  asked: readonly Asked[],
  at: Date,
): Promise<void> {
  const plans = asked.map(({ memberId, occasion, askedAt }) => {
    const data: SurveyMailData = { survey: survey.id, occasion };
    return {
      id: `survey/${survey.id}/${memberId}/${occasion}`,
      to: { memberId },
      class: 'marketing' as const,
      template: 'survey',
      data,
      notBefore: askedAt,
    };
  });
  await planMails(tx, shop, plans, at);
}
