/**
 * A year and more of a shop in Berlin, on a clock that jumps from what is due to what is due next, with a real mail server: every
 * ready-made journey sends what its table says, to whom and when. What is expected stands in `support/journeys-year.ts`.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLine, anOrder, aRefund, aReturn } from '../../app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '../../app/core/earning/order-facts.ts';
import { readyJourneys } from '../../app/core/journeys/presets.ts';
import { noteEvents } from '../../app/db/member-events.ts';
import { transaction } from '../../app/db/transaction.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { advanceJourneys, endJourneyMessages } from '../../app/services/advance-journeys.ts';
import { withdrawConsent } from '../../app/services/mail-consent.ts';
import { passTimeForDue } from '../../app/services/pass-time.ts';
import { scoreDueMembers } from '../../app/services/score-members.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { setJourney } from '../../app/services/set-journey.ts';
import { startByCalendar, startByEvents } from '../../app/services/start-journeys.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { addReader, setMail, smtpTo } from '../support/mail-shop.ts';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { EXPECTED, OTHER_STEPS } from '../support/journeys-year.ts';
import { tellFact, tellOrder } from '../support/services-model/model-shop.ts';

const PROGRAM = {
  hold: { days: 14 },
  expiry: { kind: 'afterMonths', months: 6 },
  tiers: {
    period: { kind: 'rolling', months: 12 },
    list: [{ id: 'silver', name: { en: 'Silver', de: 'Silber' }, enter: '10' }],
  },
};
const ZONE = 'Europe/Berlin';
const BEGIN = '2027-01-01T12:00';
const END = '2028-03-02T00:00';

let store: InnerStore;
let box: Mailbox;
let shop: string;
beforeAll(async () => {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  store = await startInnerStore();
  box = await startMailbox();
});
afterAll(async () => {
  closeSmtp();
  await store.stop();
  await box.stop();
});

/** The instant of a local time in Berlin, by the library of the language and not by the project's calendar. */
function berlin(local: string): Date {
  const wanted = Date.parse(`${local}:00Z`);
  const shown = (at: number) =>
    Date.parse(`${new Date(at).toLocaleString('sv-SE', { timeZone: ZONE }).replace(' ', 'T')}Z`);
  const guess = wanted - (shown(wanted) - wanted);
  return new Date(guess - (shown(guess) - wanted));
}

function localTime(at: Date): string {
  return at.toLocaleString('sv-SE', { timeZone: ZONE }).slice(0, 16).replace(' ', 'T');
}

type Happening = { at: Date; tell: () => Promise<unknown> };
const lives: Happening[] = [];
function at(local: string, tell: () => Promise<unknown>): void {
  lives.push({ at: berlin(local), tell });
}

type Person = { name: string; memberId: number; customerId: string };

async function person(name: string, locale: string, consent?: string): Promise<Person> {
  const memberId = await addReader(store.db, shop, {
    name,
    email: `${name.toLowerCase()}@example.test`,
    locale,
    ...(consent ? { consent } : {}),
  });
  const { rows } = await store.db.query<{ customer_id: string }>(
    'SELECT customer_id FROM members WHERE id = $1',
    [memberId],
  );
  await store.db.query('INSERT INTO member_balances (shop, member_id) VALUES ($1, $2)', [shop, memberId]);
  return { name, memberId, customerId: rows[0]?.customer_id ?? '' };
}

/** The life of an order, told each time as it stands, and each time twice. */
function order(
  who: Person,
  id: string,
  times: { paid: string; fulfilled?: string; delivered?: string; refunded?: string },
): void {
  let facts = anOrder({
    orderId: id,
    name: `#${id}`,
    customerId: who.customerId,
    lines: [aLine({ unitPriceMinor: 5_000 })],
    totalMinor: 5_000,
    occurredAt: berlin(times.paid).toISOString(),
    updatedAt: berlin(times.paid).toISOString(),
  });
  const step = (local: string | undefined, change: (iso: string) => Partial<OrderFacts>) => {
    if (local === undefined) return;
    const iso = berlin(local).toISOString();
    facts = { ...facts, ...change(iso), updatedAt: iso };
    const told = facts;
    at(local, async () => {
      await tellOrder({ shop, ignoresRefunds: false }, told);
      await tellOrder({ shop, ignoresRefunds: false }, told);
    });
  };
  step(times.paid, () => ({}));
  step(times.fulfilled, (iso) => ({ fulfilledAt: iso }));
  step(times.delivered, (iso) => ({ deliveredAt: iso }));
  step(times.refunded, (iso) => ({
    financialStatus: 'refunded',
    refunds: [aRefund({ at: iso, lines: [aReturn(5_000)], moneyMinor: 5_000 })],
  }));
}

function event(
  who: Person,
  local: string,
  kind: 'newsletter-confirmed' | 'cart-left' | 'signed-up',
  key: string,
) {
  at(local, () =>
    transaction((tx) =>
      noteEvents(
        tx,
        shop,
        [{ memberId: who.memberId, kind, key, at: berlin(local), data: {} }],
        berlin(local),
      ),
    ),
  );
}

async function complaint(who: Person, state: 'open' | 'done', when: Date): Promise<void> {
  await store.db.query(
    `INSERT INTO tasks (shop, key, kind, member_id, subject, data, state, created_at) VALUES ($1, $2, 'complaint', $3, '', '{}', $4, $5)
      ON CONFLICT (shop, key) DO UPDATE SET state = $4`,
    [shop, `complaint ${who.name}`, who.memberId, state, when],
  );
}

/** Everything that runs by itself, by several processes at once, until nothing is left. */
async function settle(): Promise<void> {
  const rounds = [
    passTimeForDue,
    scoreDueMembers,
    startByCalendar,
    startByEvents,
    advanceJourneys,
    endJourneyMessages,
  ];
  for (const round of [...rounds, sendMails])
    while ((await Promise.all([round(), round()])).some((done) => done > 0));
}

/** When something is due after now: a run, a mail, a booking, a midnight in Berlin. */
async function nextInstant(now: Date): Promise<Date> {
  const { rows } = await store.db.query<{ at: Date | null }>(
    `SELECT least((SELECT min(due_at) FROM journey_runs WHERE shop = $1 AND due_at > $2),
      (SELECT min(next_attempt_at) FROM mail_messages WHERE shop = $1 AND state = 'waiting' AND next_attempt_at > $2),
      (SELECT min(next_due_at) FROM member_balances WHERE shop = $1 AND next_due_at > $2),
      (date_trunc('day', $2 AT TIME ZONE $3) + interval '1 day') AT TIME ZONE $3) AS at`,
    [shop, now, ZONE],
  );
  return rows[0]?.at ?? now;
}

async function live(from: Date, until: Date): Promise<void> {
  lives.sort((a, b) => a.at.getTime() - b.at.getTime());
  for (let clock = from; clock <= until;) {
    store.setTime(clock.getTime());
    while (lives[0] && lives[0].at <= clock) await lives.shift()?.tell();
    await settle();
    const due = await nextInstant(clock);
    clock = lives[0] && lives[0].at < due ? lives[0].at : due;
  }
}

test('each journey sends what its table says, to whom and when, over a year and two changes of the clock', async () => {
  store.setTime(berlin(BEGIN).getTime());
  shop = await store.addShop('a year', PROGRAM);
  await store.db.query(`UPDATE shops SET timezone = $2 WHERE shop = $1`, [shop, ZONE]);
  await setMail(
    store.db,
    shop,
    smtpTo(box.port, { quietFrom: '21:00', quietUntil: '08:00', perDay: 1, perWeek: 3 }),
  );
  for (const { id } of readyJourneys(false)) {
    const reply = await setJourney({ shop, actor: 'staff:1', body: { id, on: true, seen: 0 } });
    expect(reply).toEqual({ ok: true, value: { revision: 1 } });
  }
  const anna = await person('Anna', 'de', 'confirmed');
  const ben = await person('Ben', 'en');
  const clara = await person('Clara', 'de', 'confirmed');
  const dora = await person('Dora', 'en', 'confirmed');
  const emil = await person('Emil', 'de', 'confirmed');
  const fritz = await person('Fritz', 'de', 'confirmed');
  const greta = await person('Greta', 'de', 'confirmed');
  const hanna = await person('Hanna', 'en', 'confirmed');

  await tellFact(
    { shop },
    {
      id: 'b',
      kind: 'birthday',
      customerId: anna.customerId,
      at: berlin(BEGIN).toISOString(),
      birthday: '02-29',
    },
  );
  order(anna, '1001', {
    paid: '2027-01-11T12:00',
    fulfilled: '2027-01-12T10:00',
    delivered: '2027-01-14T15:00',
  });
  // The night in which the clocks go forward; and what was bought is sent back.
  order(ben, '2001', {
    paid: '2027-03-27T23:30',
    fulfilled: '2027-03-28T12:00',
    delivered: '2027-03-30T10:00',
    refunded: '2027-04-10T12:00',
  });
  order(clara, '3001', {
    paid: '2027-05-01T09:00',
    fulfilled: '2027-05-02T09:00',
    delivered: '2027-05-03T12:00',
  });
  at('2027-05-08T09:00', () => complaint(clara, 'open', berlin('2027-05-08T09:00')));
  at('2027-05-12T12:34', () => complaint(clara, 'done', berlin('2027-05-12T12:34')));
  order(clara, '3002', {
    paid: '2027-06-10T20:00',
    fulfilled: '2027-06-11T09:00',
    delivered: '2027-06-25T09:00',
  });
  event(dora, '2027-07-01T22:30', 'newsletter-confirmed', 'newsletter');
  at('2027-07-12T10:00', () => withdrawConsent(shop, dora.memberId, 'page'));
  await tellFact(
    { shop },
    { id: 'l', kind: 'left', customerId: emil.customerId, at: berlin(BEGIN).toISOString() },
  );
  event(emil, '2027-08-01T12:00', 'newsletter-confirmed', 'newsletter');
  for (const [index, day] of ['09-01', '09-11', '09-21', '10-01', '10-30'].entries())
    order(fritz, `400${index + 1}`, { paid: `2027-${day}T18:00` });
  event(fritz, '2027-11-05T10:00', 'cart-left', 'first');
  event(fritz, '2027-11-20T10:00', 'cart-left', 'second');
  order(ben, '2002', {
    paid: '2027-08-02T09:00',
    fulfilled: '2027-08-03T09:00',
    delivered: '2027-08-05T12:00',
  });
  event(greta, '2027-02-01T09:00', 'signed-up', 'account');
  event(greta, '2027-02-20T09:00', 'newsletter-confirmed', 'newsletter');
  order(hanna, '5001', { paid: '2027-01-20T18:00' });
  order(hanna, '5002', { paid: '2027-02-10T18:00' });
  // What her rhythm says; how it is worked out is tested where that is done.
  at('2027-02-11T09:00', () =>
    store.db.query('UPDATE member_scores SET next_purchase_at = $3 WHERE shop = $1 AND member_id = $2', [
      shop,
      hanna.memberId,
      berlin('2027-03-20T00:00'),
    ]),
  );

  await live(berlin(BEGIN), berlin(END));

  const { rows } = await store.db.query<{ name: string; template: string; at: Date; subject: string }>(
    `SELECT m.display_name AS name, x.template, x.sent_at AS at, x.subject FROM mail_messages x
      JOIN members m ON m.shop = x.shop AND m.id = x.member_id WHERE x.shop = $1 AND x.state = 'sent' ORDER BY x.sent_at, x.template`,
    [shop],
  );
  const sent = rows.map((row) => `${localTime(row.at)} ${row.name} ${row.template.replace('journey/', '')}`);
  expect(sent.sort()).toEqual(EXPECTED.toSorted());
  expect(box.mails.map(({ subject }) => subject).sort()).toEqual(rows.map(({ subject }) => subject).sort());
  expect(await otherSteps()).toEqual(OTHER_STEPS.toSorted());
  const byName = (name: string) => box.mails.filter(({ to }) => JSON.stringify(to).includes(name));
  expect(byName('emil')).toEqual([]);
  // German for Anna, English for Ben, and the values in the reader's language.
  expect(byName('anna').map(({ subject }) => subject)).toContain('Mit deiner Bestellung #1001 ist alles gut');
  expect(byName('ben').find(({ subject }) => subject?.startsWith('Your points'))?.text).toContain(
    'order #2001 was returned, refunded or cancelled',
  );
}, 240_000);

/** What was done beside mails: messages, tasks. */
async function otherSteps(): Promise<string[]> {
  const mails = new Set(
    readyJourneys(false).flatMap(({ id, steps }) =>
      steps.flatMap((step) => (step.action.kind === 'mail' ? [`${id}/${step.id}`] : [])),
    ),
  );
  const { rows } = await store.db.query<{ at: Date; name: string; step: string }>(
    `SELECT s.at, m.display_name AS name, s.journey_id || '/' || s.step AS step FROM journey_steps s
      JOIN members m ON m.shop = s.shop AND m.id = s.member_id WHERE s.shop = $1 AND s.outcome = 'done'`,
    [shop],
  );
  const others = rows.filter(({ step }) => !mails.has(step));
  return others.map(({ at: when, name, step }) => `${localTime(when)} ${name} ${step}`).sort();
}
