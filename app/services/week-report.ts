/** The merchant's weekly report: worked out on Monday morning, once, and sent like any other mail. */
import { now } from '#app/clock.ts';
import { addDays, startOfDay } from '#app/core/calendar.ts';
import { pointValue, valueMinor } from '#app/core/finance/point-value.ts';
import type { MailContent } from '#app/core/mail/content.ts';
import { currencyExponent } from '#app/core/money.ts';
import { languageOf } from '#app/core/rejection.ts';
import { nextMeasure, type WeekFacts, type WeekFigures } from '#app/core/report/week-report.ts';
import { REPORT_WORDS } from '#app/core/report/words.ts';
import { listJourneys } from '#app/db/journeys.ts';
import { listVersions, versionAt } from '#app/db/programs.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { countTasks } from '#app/db/tasks.ts';
import { transaction } from '#app/db/transaction.ts';
import { findReportsDue, readWeek } from '#app/db/week-figures.ts';
import { log, messageOf } from '#app/log.ts';
import type { MailSource } from '#app/services/mail-sources.ts';
import { planMails } from '#app/services/plan-mail.ts';

const SHOPS_AT_ONCE = 20;

/** @returns how many reports were planned. */
export async function planWeekReports(): Promise<number> {
  const at = now();
  let planned = 0;
  for (const { shop, to, monday } of await findReportsDue(at, SHOPS_AT_ONCE)) {
    try {
      const facts = await weekFacts(shop, monday, at);
      if (!facts) continue;
      planned += await transaction((tx) =>
        planMails(
          tx,
          shop,
          [
            {
              id: `report:${monday}`,
              to: { address: to, contactHash: null },
              class: 'transactional',
              template: 'report',
              data: { facts },
              notBefore: at,
            },
          ],
          at,
        ),
      );
    } catch (error) {
      log.error({ shop, problem: messageOf(error) }, 'the weekly report was not planned');
    }
  }
  return planned;
}

/** The week before `monday`, and the one before that. */
export async function weekFacts(shop: string, monday: string, at: Date): Promise<WeekFacts | undefined> {
  const row = await findShop(shop);
  if (!row) return undefined;
  const start = (day: string) => new Date(startOfDay(day, row.timezone));
  const from = addDays(monday, -7);
  const [last, before, tasks, journeys, versions] = await Promise.all([
    readWeek(shop, start(from), start(monday)),
    readWeek(shop, start(addDays(from, -7)), start(from)),
    countTasks(shop, '', at),
    listJourneys(shop),
    listVersions(shop),
  ]);
  const program = versionAt(versions, at.getTime())?.config;
  const value = program ? pointValue(program, currencyExponent(row.currency)) : null;
  return {
    from,
    to: addDays(monday, -1),
    last,
    before,
    costMinor: value === null ? null : valueMinor(last.redeemed, value),
    tasksOpen: tasks.open,
    tasksLate: tasks.late,
    journeysOn: journeys.filter(({ onSince }) => onSince !== null).length,
  };
}

export const reportSource: MailSource = {
  load:
    async ({ row }) =>
    (mail): MailContent | null => {
      const { facts } = mail.data as { facts?: WeekFacts };
      return facts ? reportContent(row, facts) : null;
    },
};

function reportContent(row: ShopRow, facts: WeekFacts): MailContent {
  const words = REPORT_WORDS[languageOf(row.locale)];
  const { last, before, costMinor, tasksOpen, tasksLate } = facts;
  const tag = row.locale;
  const number = (value: number) => new Intl.NumberFormat(tag).format(value);
  const money = (minor: number) =>
    new Intl.NumberFormat(tag, { style: 'currency', currency: row.currency }).format(
      minor / 10 ** currencyExponent(row.currency),
    );
  const day = (text: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(
      Date.parse(`${text}T12:00:00Z`),
    );
  const fact = (label: string, key: keyof WeekFigures, write = number) => ({
    kind: 'fact' as const,
    label,
    value: words.beside(write(last[key]), write(before[key])),
  });
  return {
    subject: words.subject(row.name, number(last.returning)),
    preview: words.preview,
    reason: words.reason(row.name),
    blocks: [
      { kind: 'heading', text: words.heading(day(facts.from), day(facts.to)) },
      { kind: 'text', text: words.back },
      fact(words.returning, 'returning'),
      fact(words.returningRevenue, 'returningRevenueMinor', money),
      fact(words.reactivated, 'reactivated'),
      fact(words.orders, 'orders'),
      fact(words.revenue, 'revenueMinor', money),
      fact(words.newcomers, 'newcomers'),
      { kind: 'text', text: words.cost },
      {
        kind: 'fact',
        label: words.redeemed,
        value: words.points(number(last.redeemed), costMinor === null ? null : money(costMinor)),
      },
      fact(words.mails, 'mails'),
      fact(words.goals, 'goals'),
      { kind: 'text', text: words.next },
      { kind: 'fact', label: words.tasks, value: words.late(number(tasksOpen), number(tasksLate)) },
      { kind: 'text', text: words.measures[nextMeasure(facts)] },
    ],
  };
}
