/**
 * Stores a member's answer, under her lock and in one transaction: the answer itself, the event with its score, the points that
 * the program's rules give (once per survey and member), and the task that a bad answer makes.
 */
import { isBad } from '#app/core/surveys/score.ts';
import { shortened } from '#app/core/surveys/comment.ts';
import { choiceText, scaleOf, type Survey } from '#app/core/surveys/survey.ts';
import { TASK_SUBJECT_MAX } from '#app/core/tasks/task.ts';
import { HOUR_MS } from '#app/core/time.ts';
import { openBooks } from '#app/db/books.ts';
import { noteEvents } from '#app/db/member-events.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { findTaskOwner } from '#app/db/staff.ts';
import {
  type AskKey,
  type GivenAnswer,
  hasAnswerDeed,
  pointsOfDeed,
  setAnswerDeed,
  type StoredAnswer,
  storeAnswer,
} from '#app/db/survey-answers.ts';
import { openTask } from '#app/db/tasks.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { recordFacts } from '#app/services/record-facts.ts';

type Answering = { shop: ShopRow; survey: Survey; key: AskKey; given: GivenAnswer };

/** @returns the points that came of it; undefined when there is an answer already, or nobody is asked any more. */
export async function answerSurvey(answering: Answering): Promise<{ points: number } | undefined> {
  const { shop, key, given } = answering;
  return transaction(async (tx) => {
    await openBooks(tx, shop.shop, [key.memberId], given.at);
    const stored = await storeAnswer(tx, shop.shop, key, given);
    if (!stored) return undefined;
    await noteScore(tx, answering, stored);
    const points = await givePoints(tx, answering);
    await askForHelp(tx, answering, stored);
    return { points };
  });
}

/** Names the answer once and for all: the same for its event and its deed, so that both are one event. */
function idOf({ shop, key: { surveyId, memberId, occasion } }: Answering): string {
  return keyedHash(shop.shop, JSON.stringify(['survey', surveyId, memberId, occasion])).slice(0, 22);
}

async function noteScore(tx: Transaction, answering: Answering, { orderId }: StoredAnswer): Promise<void> {
  const { shop, survey, key, given } = answering;
  const score = survey.kind === 'own' ? null : given.answer;
  const data = { survey: survey.id, question: survey.kind, answer: given.answer, score, order: orderId };
  const event = {
    memberId: key.memberId,
    kind: 'survey-answered' as const,
    key: idOf(answering),
    at: given.at,
    data,
  };
  await noteEvents(tx, shop.shop, [event], given.at);
}

async function givePoints(tx: Transaction, answering: Answering): Promise<number> {
  const { shop, survey, key, given } = answering;
  if (!survey.points || (await hasAnswerDeed(tx, shop.shop, key))) return 0;
  const id = idOf(answering);
  const deed = { type: 'deed' as const, kind: 'survey' as const, name: null, withdrawnAt: null };
  await recordFacts(tx, shop, [{ ...deed, id, memberId: key.memberId, occurredAt: given.at }], given.at);
  await setAnswerDeed(tx, shop.shop, key, id);
  return pointsOfDeed(tx, shop.shop, key.memberId, id);
}

async function askForHelp(
  tx: Transaction,
  { shop, survey, key, given }: Answering,
  { orderId, orderName }: StoredAnswer,
): Promise<void> {
  if (!isBad(survey.kind, given.answer)) return;
  await openTask(tx, {
    shop: shop.shop,
    key: `survey:${key.surveyId}:${key.memberId}:${key.occasion}`,
    kind: 'bad-answer',
    memberId: key.memberId,
    subject: subjectOf(survey, given),
    data: { survey: survey.id, score: given.answer, order: orderId, orderName },
    ownerId: await findTaskOwner(tx, shop.shop, survey.task.ownerId),
    dueAt: new Date(given.at.getTime() + survey.task.withinHours * HOUR_MS),
    at: given.at,
  });
}

/** “After delivery: 3/10 · It came late.” reads the same in every language. */
function subjectOf(survey: Survey, { answer, comment }: GivenAnswer): string {
  const said = choiceText(survey, answer, 'en') ?? `${answer}/${scaleOf(survey).high}`;
  const words = comment === null ? '' : ` · ${comment}`;
  return shortened(`${survey.name}: ${said}${words}`, TASK_SUBJECT_MAX);
}
