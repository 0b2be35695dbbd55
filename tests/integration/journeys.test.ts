/** Journeys under kills, doubled news, several processes at once; points and Flow; what the merchant sets; merges and erasure. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anOrder } from '../../app/core/earning/facts-for-tests.ts';
import type { JourneyInput } from '../../app/core/journeys/journey.ts';
import type { EventKind } from '../../app/core/journeys/events.ts';
import { claimRuns } from '../../app/db/journey-runs.ts';
import { noteEvents } from '../../app/db/member-events.ts';
import { findShop } from '../../app/db/shops.ts';
import { loadStandings } from '../../app/db/standings.ts';
import { transaction } from '../../app/db/transaction.ts';
import { toStanding } from '../../app/core/standing.ts';
import { presentJourney, presentJourneys } from '../../app/presenters/present-journeys.ts';
import { advanceJourneys, endJourneyMessages } from '../../app/services/advance-journeys.ts';
import { eraseMember } from '../../app/services/erase-member.ts';
import { mergeMembers } from '../../app/services/merge-members.ts';
import { setJourney } from '../../app/services/set-journey.ts';
import { startByCalendar, startByEvents } from '../../app/services/start-journeys.ts';
import { expectBooksClosed } from '../support/books.ts';
import { type InnerStore, startInnerStore } from '../support/inner-store.ts';
import { addReader, setMail } from '../support/mail-shop.ts';
import { tellFact, tellOrder } from '../support/services-model/model-shop.ts';
import { START_MS } from '../support/two-shops.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Mail is planned, and never sent: nobody calls the sender here. */
const MAIL = {
  mode: 'smtp',
  server: { host: '127.0.0.1', port: 9, security: 'none', from: 'news@shop.example' },
};
const JOURNEY = {
  id: 'reward',
  name: { en: 'Reward' },
  trigger: { kind: 'event', event: 'cart-left' },
  again: 'each',
  steps: [
    { id: 'gift', tone: 'service', action: { kind: 'points', points: 25 } },
    {
      id: 'say',
      tone: 'service',
      action: {
        kind: 'mail',
        contents: {
          en: { subject: 'Hello', preview: 'Hello', blocks: [{ kind: 'text', text: 'You have {{points}}' }] },
        },
      },
    },
    {
      id: 'tell',
      tone: 'service',
      action: { kind: 'message', texts: { en: 'You have {{points}}', de: 'Stand: {{points}}' }, forDays: 3 },
    },
    { id: 'do', tone: 'service', action: { kind: 'task', task: 'personal-line', subject: 'Say thank you' } },
    { id: 'flow', tone: 'service', action: { kind: 'flow', name: 'gift given' } },
  ],
} satisfies JourneyInput;

let store: InnerStore;
beforeAll(async () => {
  store = await startInnerStore();
});
afterAll(() => store.stop());

async function open(
  name: string,
  journeys: JourneyInput[] = [JOURNEY],
  mail: object = MAIL,
): Promise<string> {
  store.setTime(START_MS);
  const shop = await store.addShop(name, {});
  await setMail(store.db, shop, mail);
  for (const journey of journeys) {
    expect(await set(shop, { journey, seen: 0 })).toEqual({ ok: true, value: { revision: 1 } });
    expect(await set(shop, { id: journey.id, on: true, seen: 1 })).toEqual({
      ok: true,
      value: { revision: 2 },
    });
  }
  return shop;
}

const set = (shop: string, body: unknown) => setJourney({ shop, actor: 'staff:1', body });

async function member(shop: string, change: Parameters<typeof addReader>[2] = {}): Promise<number> {
  const id = await addReader(store.db, shop, change);
  await store.db.query('INSERT INTO member_balances (shop, member_id) VALUES ($1, $2)', [shop, id]);
  return id;
}

async function happens(
  shop: string,
  memberId: number,
  kind: EventKind,
  key: string,
  data = {},
): Promise<void> {
  const at = new Date();
  await transaction((tx) => noteEvents(tx, shop, [{ memberId, kind, key, at, data }], at));
}

/** By four processes at once, until nothing is left. */
async function run(): Promise<void> {
  for (const round of [startByCalendar, startByEvents, advanceJourneys, endJourneyMessages])
    while ((await Promise.all([round(), round(), round(), round()])).some((done) => done > 0));
}

async function counts(shop: string): Promise<Record<string, number>> {
  const { rows } = await store.db.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM mail_messages WHERE shop = $1) AS mails,
      (SELECT count(*)::int FROM member_messages WHERE shop = $1) AS messages,
      (SELECT count(*)::int FROM tasks WHERE shop = $1) AS tasks,
      (SELECT coalesce(sum(available), 0)::int FROM member_balances WHERE shop = $1) AS points,
      (SELECT count(*)::int FROM journey_runs WHERE shop = $1 AND because = 'done') AS done`,
    [shop],
  );
  return rows[0] ?? {};
}

test('each step is done once, by however many processes, and the books close', async () => {
  const shop = await open('journeys of many');
  const ids = await Promise.all(Array.from({ length: 40 }, () => member(shop, { locale: 'de' })));
  for (const id of ids) {
    await happens(shop, id, 'cart-left', 'first');
    await happens(shop, id, 'cart-left', 'first');
  }
  await run();
  expect(await counts(shop)).toEqual({ mails: 40, messages: 40, tasks: 40, points: 1_000, done: 40 });
  const { rows } = await store.db.query(
    'SELECT DISTINCT actor, reasons FROM ledger_entries WHERE shop = $1',
    [shop],
  );
  expect(rows).toEqual([{ actor: 'journey:reward', reasons: ['event'] }]);
  await expectBooksClosed(shop);
  const [first = 0] = ids;
  const facts = await loadStandings(shop, [first]);
  expect(toStanding(facts.get(first), new Date(), undefined).messages).toEqual(['Stand: 25 Punkte']);
  store.setTime(START_MS + 3 * DAY);
  await run();
  expect(await counts(shop)).toMatchObject({ messages: 0, points: 1_000 });
});

test('a process that dies with runs in its hands has done nothing; another does them once', async () => {
  const shop = await open('journeys and kills');
  const id = await member(shop);
  await happens(shop, id, 'cart-left', 'first');
  await startByEvents();
  // Killed after it took them, before it did anything.
  const taken = await claimRuns(new Date(), 100, new Date(START_MS + 5 * MINUTE));
  expect(taken?.runs).toHaveLength(1);
  await run();
  expect(await counts(shop)).toMatchObject({ mails: 0, points: 0 });
  store.setTime(START_MS + 5 * MINUTE);
  await run();
  expect(await counts(shop)).toEqual({ mails: 1, messages: 1, tasks: 1, points: 25, done: 1 });
});

test('whatever fails in a batch takes nothing of it along, and the others go on alone', async () => {
  const shop = await open('journeys that fail');
  const [well, ill] = [await member(shop), await member(shop)];
  for (const id of [well, ill]) await happens(shop, id, 'cart-left', 'first');
  await store.db.query(
    `CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF NEW.member_id = ${ill} THEN RAISE EXCEPTION ''planted''; END IF; RETURN NEW; END'`,
  );
  await store.db.query(
    'CREATE TRIGGER refuse_one BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION refuse_one()',
  );
  await run();
  expect(await counts(shop)).toEqual({ mails: 1, messages: 1, tasks: 1, points: 25, done: 1 });
  await store.db.query('DROP TRIGGER refuse_one ON tasks');
  store.setTime(START_MS + 6 * 3_600_000);
  await run();
  expect(await counts(shop)).toEqual({ mails: 2, messages: 2, tasks: 2, points: 50, done: 2 });
});

test('what happened before a journey was on starts nobody, and switched off it ends for everybody', async () => {
  const late = {
    ...JOURNEY,
    id: 'late',
    steps: [{ ...JOURNEY.steps[0], wait: { kind: 'days', days: 2 } }],
  } as JourneyInput;
  const shop = await open('journeys on and off', []);
  const id = await member(shop);
  await happens(shop, id, 'cart-left', 'before');
  store.setTime(START_MS + MINUTE);
  await set(shop, { journey: late, seen: 0 });
  await set(shop, { id: 'late', on: true, seen: 1 });
  await run();
  store.setTime(START_MS + 2 * MINUTE);
  await happens(shop, id, 'cart-left', 'after');
  await run();
  const { rows } = await store.db.query('SELECT key FROM journey_runs WHERE shop = $1', [shop]);
  expect(rows).toEqual([{ key: 'after' }]);
  await set(shop, { id: 'late', on: false, seen: 2 });
  store.setTime(START_MS + 3 * DAY);
  await run();
  expect(await counts(shop)).toMatchObject({ points: 0, done: 0 });
});

test('with mail off the mail is left out and the rest goes on', async () => {
  const shop = await open('journeys without mail', [JOURNEY], { mode: 'off' });
  await happens(shop, await member(shop), 'cart-left', 'first');
  await run();
  expect(await counts(shop)).toEqual({ mails: 0, messages: 1, tasks: 1, points: 25, done: 1 });
  const { rows } = await store.db.query(
    `SELECT step, because FROM journey_steps WHERE shop = $1 AND outcome = 'skipped'`,
    [shop],
  );
  expect(rows).toEqual([{ step: 'say', because: 'switched-off' }]);
});

test('two members become one: her journeys go on as one, and erased she has none', async () => {
  const shop = await open('journeys of two', [
    {
      ...JOURNEY,
      again: 'never',
      steps: [{ ...JOURNEY.steps[0], wait: { kind: 'days', days: 1 } }],
    } as JourneyInput,
  ]);
  const facts = { shop, ignoresRefunds: false };
  const order = (orderId: string, customerId: string) =>
    anOrder({
      orderId,
      customerId,
      occurredAt: new Date(START_MS).toISOString(),
      updatedAt: new Date(START_MS).toISOString(),
    });
  await tellOrder(facts, order('1', '71'));
  await tellOrder(facts, order('2', '72'));
  const { rows } = await store.db.query<{ id: string }>(
    'SELECT id FROM members WHERE shop = $1 ORDER BY id',
    [shop],
  );
  const [one = 0, two = 0] = rows.map(({ id }) => Number(id));
  for (const id of [one, two]) await happens(shop, id, 'cart-left', 'first');
  await run();
  const merge = { deletedId: '71', keptId: '72' };
  await transaction(async (tx) => {
    const row = await findShop(shop, tx);
    if (row) await mergeMembers(tx, row, merge, new Date());
  });
  store.setTime(START_MS + DAY);
  await run();
  const gifts = await store.db.query(
    `SELECT member_id FROM ledger_entries WHERE shop = $1 AND actor LIKE 'journey:%'`,
    [shop],
  );
  expect(gifts.rows).toEqual([{ member_id: two }]);
  await expectBooksClosed(shop);
  await transaction(async (tx) => {
    const row = await findShop(shop, tx);
    if (row) await eraseMember(tx, row, { customerId: '72', email: null, orderIds: [] }, new Date());
  });
  const left = await store.db.query(
    'SELECT 1 FROM journey_runs WHERE shop = $1 UNION ALL SELECT 1 FROM journey_steps WHERE shop = $1',
    [shop],
  );
  expect(left.rowCount).toBe(0);
});

test('a merchant changes texts and waits, is refused what is wrong, and gets the ready-made one back', async () => {
  const shop = await open('journeys as set', []);
  const view = await presentJourney(shop, 'birthday', new Date());
  const journey = view?.journey;
  expect(view).toMatchObject({ on: false, revision: 0, mail: true });
  expect(await set(shop, { journey: { ...journey, planted: 1 }, seen: 0 })).toMatchObject({
    ok: false,
    rejection: { code: 'journey-invalid' },
  });
  const strange = JSON.parse(
    JSON.stringify(journey).replace('Alles Gute', '{{password}} Alles Gute'),
  ) as unknown;
  expect(await set(shop, { journey: strange, seen: 0 })).toMatchObject({ ok: false });
  const mended = JSON.parse(JSON.stringify(journey).replaceAll('Alles Gute', 'Alles Liebe')) as unknown;
  expect(await set(shop, { journey: mended, seen: 0 })).toEqual({ ok: true, value: { revision: 1 } });
  expect(await set(shop, { journey: mended, seen: 0 })).toMatchObject({
    ok: false,
    rejection: { code: 'journey-changed' },
  });
  expect(await set(shop, { id: 'birthday', on: true, seen: 1 })).toMatchObject({ ok: true });
  expect(await set(shop, { id: 'birthday', reset: true, seen: 2 })).toMatchObject({ ok: false });
  expect(await set(shop, { id: 'birthday', on: false, seen: 2 })).toMatchObject({ ok: true });
  expect(await set(shop, { id: 'birthday', reset: true, seen: 3 })).toEqual({
    ok: true,
    value: { revision: 0 },
  });
  expect(JSON.stringify((await presentJourney(shop, 'birthday', new Date()))?.journey)).toBe(
    JSON.stringify(journey),
  );
  expect(await set(shop, { id: 'none', on: true, seen: 0 })).toMatchObject({
    ok: false,
    rejection: { code: 'journey-unknown' },
  });
});

test('an announcement goes once to those of its segment who take mail, on its day and at its hour', async () => {
  const announcement = {
    id: 'announce-1',
    name: { en: 'Sale' },
    trigger: { kind: 'announce', day: '2026-09-03', segments: ['vip'] },
    steps: [{ ...JOURNEY.steps[1], tone: 'sells', wait: { kind: 'days', days: 0, at: '10:00' } }],
  } as JourneyInput;
  const shop = await open('journeys announced', [announcement]);
  const [hers, silent, other] = [
    await member(shop, { name: 'Hera', consent: 'confirmed' }),
    await member(shop, { name: 'Silja', consent: 'single' }),
    await member(shop, { name: 'Otto', consent: 'confirmed' }),
  ];
  await store.db.query(`UPDATE members SET segments = '{vip}' WHERE id = ANY($1::bigint[])`, [
    [hers, silent],
  ]);
  const view = await presentJourney(shop, 'announce-1', new Date());
  expect(view?.today.list).toEqual([{ memberId: hers, name: 'Hera', steps: ['say'], because: null }]);
  await run();
  expect(await counts(shop)).toMatchObject({ mails: 0 });
  for (const [time, mails] of [
    ['2026-09-03T09:59:00Z', 0],
    ['2026-09-03T10:00:00Z', 1],
    ['2026-09-04T12:00:00Z', 1],
  ] as const) {
    store.setTime(Date.parse(time));
    await run();
    expect(await counts(shop), time).toMatchObject({ mails });
  }
  const { rows } = await store.db.query('SELECT member_id AS id, kind FROM mail_messages WHERE shop = $1', [
    shop,
  ]);
  expect(rows).toEqual([{ id: hers, kind: 'marketing' }]);
  expect(other).toBeGreaterThan(hers);
});

test('who would get this today is answered on real members, with the reason for those who would not', async () => {
  const shop = await open('journeys today', []);
  const glad = await member(shop, { name: 'Gerda Glad' });
  const gone = await member(shop, { name: 'Gustav Gone' });
  for (const id of [glad, gone]) {
    const { rows } = await store.db.query<{ customer_id: string }>(
      'SELECT customer_id FROM members WHERE id = $1',
      [id],
    );
    const customerId = rows[0]?.customer_id ?? '';
    const at = new Date(START_MS).toISOString();
    await tellFact({ shop }, { id: `b${id}`, kind: 'birthday', customerId, at, birthday: '09-01' });
    if (id === gone) await tellFact({ shop }, { id: `l${id}`, kind: 'left', customerId, at });
  }
  const today = (await presentJourney(shop, 'birthday', new Date()))?.today;
  expect(today).toEqual({
    list: [
      { memberId: glad, name: 'Gerda Glad', steps: ['in-the-panel', 'wishes'], because: null },
      { memberId: gone, name: 'Gustav Gone', steps: [], because: 'away' },
    ],
    looked: 2,
    total: 2,
  });
  await set(shop, { id: 'birthday', on: true, seen: 0 });
  await run();
  const { list } = await presentJourneys(shop, new Date());
  // Who has left began it, too, and was let go at once.
  expect(list.find(({ id }) => id === 'birthday')).toMatchObject({ on: true, begun: 2, underway: 1 });
});
