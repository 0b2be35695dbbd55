/** What steps of journeys do, for many members at once and in the transaction of their notes. */
import { startOfDay, addDays } from '#app/core/calendar.ts';
import { fillText } from '#app/core/mail/content.ts';
import type { Journey, JourneyAction, JourneyStep } from '#app/core/journeys/journey.ts';
import { journeyValues, rawValuesOf, type RawValues } from '#app/core/journeys/values.ts';
import { adjustBalance } from '#app/core/ledger/adjust.ts';
import { lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import { speechOf } from '#app/core/shopper/languages.ts';
import { DAY_MS } from '#app/core/time.ts';
import { appendBooks, openBooks, record } from '#app/db/books.ts';
import { queueNews } from '#app/db/flow-outbox.ts';
import type { MemberFacts } from '#app/core/journeys/run-facts.ts';
import type { RunRow } from '#app/db/journey-runs.ts';
import { insertMessages } from '#app/db/member-messages.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { findOrderNames } from '#app/db/orders.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { openTasks } from '#app/db/tasks.ts';
import type { Transaction } from '#app/db/transaction.ts';
import type { Round } from '#app/services/advance-journeys.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { planMails } from '#app/services/plan-mail.ts';
import { readerFor } from '#app/services/send-mails.ts';

export type Deed = { run: RunRow; journey: Journey; step: JourneyStep; stepAt: number };
type Told = Deed & { raw: RawValues };

/** Mail that is switched off, a reward that is no more: the step is left out, the journey goes on. */
export function canDo(action: JourneyAction, round: Pick<Round, 'mail' | 'program'>): boolean {
  if (action.kind === 'mail') return round.mail;
  if (action.kind === 'reward' || action.kind === 'points')
    return pointsOf(action, round.program) > 0 && round.program?.stage === 'live';
  return true;
}

function pointsOf(action: JourneyAction, program: Round['program']): number {
  if (action.kind === 'points') return action.points;
  if (action.kind !== 'reward') return 0;
  return program?.rewards.find(({ id }) => id === action.rewardId)?.points ?? 0;
}

export async function doDeeds(
  tx: Transaction,
  round: Round,
  deeds: readonly Deed[],
  facts: Map<number, MemberFacts>,
): Promise<void> {
  if (deeds.length === 0) return;
  const names = await namesOfOrders(tx, round.row.shop, deeds);
  const told = deeds.map((deed): Told => {
    const orders = facts.get(deed.run.memberId)?.orders ?? 0;
    const orderName = names.get(String(deed.run.data.order ?? ''));
    return { ...deed, raw: rawValuesOf(deed.run.data, { orders, orderName }) };
  });
  const given = await givePoints(tx, round, told);
  await planMails(
    tx,
    round.row.shop,
    told.flatMap((one) => mailOf(one, round)),
    round.at,
  );
  await showMessages(tx, round, told, facts, given);
  await openTasks(
    tx,
    told.flatMap((one) => taskOf(one, round)),
  );
  await queueNews(tx, round.row.shop, told.flatMap(newsOf), round.at);
}

/** The same for the same step of the same run, whenever it is asked. */
function idOf({ run, step }: Deed): string {
  const id = `journey:${run.journeyId}:${run.memberId}:${run.key}:${step.id}`;
  return id.length <= 200 ? id : `journey:${run.journeyId}:${run.memberId}:${hashOf(run.key)}:${step.id}`;
}

async function namesOfOrders(
  tx: Transaction,
  shop: string,
  deeds: readonly Deed[],
): Promise<Map<string, string>> {
  const unnamed = deeds.filter(({ run: { data } }) => typeof data.order === 'string' && !data.orderName);
  return findOrderNames(tx, shop, [...new Set(unnamed.map(({ run }) => String(run.data.order)))]);
}

/** @returns what the members then have, by member. */
async function givePoints(tx: Transaction, round: Round, told: Told[]): Promise<Map<number, number>> {
  const { row, program, at } = round;
  const gifts = told.filter(({ step: { action } }) => pointsOf(action, program) > 0);
  if (gifts.length === 0) return new Map();
  const books = await openBooks(
    tx,
    row.shop,
    gifts.map(({ run }) => run.memberId),
    at,
  );
  const version = versionAt(await listVersions(row.shop, tx), at.getTime());
  const expiry = version ? lotExpiryOf(version.config.expiry, row.timezone) : NEVER;
  for (const gift of gifts) {
    const book = books.get(gift.run.memberId);
    if (!book) continue;
    const points = pointsOf(gift.step.action, program);
    const source = `adjust:journey-${hashOf(idOf(gift)).slice(0, 40)}`;
    const booking = adjustBalance(
      book.state,
      { points, reason: 'event', source, expiry },
      {
        key: source,
        inputHash: hashOf({ member: String(gift.run.memberId), points, reason: 'event' }),
        now: at.getTime(),
        occurredAt: at.getTime(),
        actor: `journey:${gift.journey.id}`,
        programVersion: version?.version ?? null,
      },
    );
    if (booking.ok) record(book, booking.value);
  }
  const changed = [...books.values()].filter(({ entries }) => entries.length > 0);
  await appendBooks(tx, row.shop, changed, at);
  await markStandingsStale(
    tx,
    row.shop,
    changed.map(({ memberId }) => memberId),
  );
  return new Map(changed.map(({ memberId, state }) => [memberId, state.balances.available]));
}

function mailOf(told: Told, { row, at }: Round) {
  const { run, journey, step, raw } = told;
  if (step.action.kind !== 'mail') return [];
  const { interest } = step.action;
  // What ends is of no use afterwards.
  const useless = raw.lastDay
    ? { uselessAfter: new Date(startOfDay(addDays(raw.lastDay, 1), row.timezone)) }
    : {};
  return [
    {
      id: idOf(told),
      to: { memberId: run.memberId },
      class: step.tone === 'service' ? ('transactional' as const) : ('marketing' as const),
      template: `journey/${journey.id}/${step.id}`,
      data: { raw },
      notBefore: at,
      ...useless,
      ...(interest === undefined ? {} : { interest }),
    },
  ];
}

async function showMessages(
  tx: Transaction,
  round: Round,
  told: Told[],
  facts: Map<number, MemberFacts>,
  given: Map<number, number>,
): Promise<void> {
  const messages = told.flatMap((one) => {
    const { action } = one.step;
    const member = facts.get(one.run.memberId);
    if (action.kind !== 'message' || !member) return [];
    const texts = Object.entries(action.texts).map(([tag, text]) => {
      const available = given.get(one.run.memberId) ?? member.available;
      const { values } = readerFor(round.row, round.program, { ...member, available, locale: tag });
      const speech = speechOf(tag);
      return [tag, fillText(text, { ...values, ...journeyValues(one.raw, speech, round.program) })];
    });
    const until = new Date(one.stepAt + action.forDays * DAY_MS);
    return [{ memberId: one.run.memberId, id: idOf(one), texts: Object.fromEntries(texts), until }];
  });
  const members = await insertMessages(tx, round.row.shop, messages, round.at);
  await markStandingsStale(tx, round.row.shop, members);
}

function taskOf(told: Told, { row, at }: Round) {
  const { run, journey, step, raw } = told;
  if (step.action.kind !== 'task') return [];
  const { task, subject, dueDays } = step.action;
  return [
    {
      shop: row.shop,
      key: idOf(told),
      kind: task,
      memberId: run.memberId,
      subject,
      data: {
        journey: journey.id,
        order: run.data.order ?? null,
        orderName: raw.orderName ?? null,
      },
      ownerId: null,
      dueAt: new Date(at.getTime() + dueDays * DAY_MS),
      at,
    },
  ];
}

function newsOf(told: Told) {
  const { run, journey, step } = told;
  if (step.action.kind !== 'flow') return [];
  return [
    {
      trigger: 'journey-step' as const,
      id: idOf(told),
      memberId: run.memberId,
      data: { Name: step.action.name, Journey: journey.id },
      redemptionId: null,
    },
  ];
}
