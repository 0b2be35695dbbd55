/**
 * Shops that ask surveys, with the services in the test's own process: orders are told, mails go to a mailbox, answers are sent to
 * the page as a browser sends them.
 */
import { aLine, anOrder } from '../../app/core/earning/facts-for-tests.ts';
import type { OrderFacts } from '../../app/core/earning/order-facts.ts';
import { NEW_SURVEY, type SurveyConfig } from '../../app/core/surveys/survey.ts';
import { closeSmtp } from '../../app/mail/send-smtp.ts';
import { saveSurvey } from '../../app/services/save-survey.ts';
import { sendMails } from '../../app/services/send-mails.ts';
import { signLink } from '../../app/services/signed-link.ts';
import { surveyPage } from '../../app/services/survey-page.ts';
import { type InnerStore, startInnerStore } from './inner-store.ts';
import { setMail, smtpTo } from './mail-shop.ts';
import { type Mailbox, startMailbox } from './mailbox.ts';
import { tellOrder } from './services-model/model-shop.ts';
import { START_MS } from './two-shops.ts';

const DAY = 86_400_000;
export const POINTS = 20;
const PROGRAM = {
  earning: { rules: [{ points: 1 }, { id: 'asked', kind: 'deed', deed: 'survey', points: POINTS }] },
};

let store: InnerStore;
let box: Mailbox;

/** Once per test file, before anything else. */
export async function startSurveys(): Promise<InnerStore> {
  process.env.TREUWERK_MAIL_PRIVATE = 'true';
  [store, box] = [await startInnerStore(), await startMailbox()];
  return store;
}

export async function stopSurveys(): Promise<void> {
  closeSmtp();
  await box.stop();
  await store.stop();
}

export const iso = (days: number) => new Date(START_MS + days * DAY).toISOString();
export const on = (days: number) => store.setTime(START_MS + days * DAY);

/** A shop with mail, a survey of it, and the customers whose delivered orders it asks about. */
export async function open(name: string, change: Partial<SurveyConfig> = {}) {
  on(0);
  const shop = await store.addShop(name, PROGRAM);
  await setMail(store.db, shop, smtpTo(box.port));
  await store.db.query(
    `INSERT INTO staff_members (shop, user_id, name, is_owner, first_seen, last_seen)
      VALUES ($1, '42', 'Kim', true, now(), now()), ($1, '43', 'Ada', false, now(), now())`,
    [shop],
  );
  return { shop, id: await save(shop, change) };
}

export async function save(shop: string, change: Partial<SurveyConfig> = {}): Promise<string> {
  const saved = await saveSurvey({ shop, actor: 'staff:42', body: bodyOf(change) });
  if (!saved.ok) throw new Error(saved.rejection.code);
  return saved.value.id;
}

export function bodyOf(change: object, id: string | null = null, seen = 0) {
  return { id, seen, survey: { ...NEW_SURVEY, name: 'After delivery', waitDays: 3, ...change } };
}

export async function deliver(
  shop: string,
  customerId: string,
  day: number,
  change: Partial<OrderFacts> = {},
) {
  const orderId = change.orderId ?? `${customerId}0${Math.round(day)}`;
  const lines = [{ ...aLine({ unitPriceMinor: 1_000 }), productId: '77', title: 'Cup' }];
  const at = { occurredAt: iso(day - 2), updatedAt: iso(day), fulfilledAt: iso(day - 1) };
  const facts = anOrder({ orderId, customerId, lines, ...at, deliveredAt: iso(day), ...change });
  await tellOrder({ shop, ignoresRefunds: false }, facts);
  await store.db.query(
    `UPDATE members SET email = $3, contact_hash = $3, display_name = 'Erika <b>M</b>', locale = coalesce(locale, 'de')
      WHERE shop = $1 AND customer_id = $2`,
    [shop, customerId, `${customerId}@${shop.slice(0, 9)}.test`],
  );
  await store.db.query(
    `INSERT INTO mail_consents (shop, member_id, state, source, at)
      SELECT shop, id, 'confirmed', 'shopify', now() FROM members WHERE shop = $1 AND customer_id = $2 ON CONFLICT DO NOTHING`,
    [shop, customerId],
  );
  return memberOf(shop, customerId);
}

export async function memberOf(shop: string, customerId: string): Promise<number> {
  const { rows } = await store.db.query<{ id: string }>(
    'SELECT coalesce(heir_id, id) AS id FROM members WHERE shop = $1 AND customer_id = $2',
    [shop, customerId],
  );
  return Number(rows[0]?.id);
}

export async function rowsOf(shop: string, id: string) {
  const { rows } = await store.db.query<{ told: string }>(
    `SELECT concat_ws(' ', m.customer_id, a.occasion, a.answer, a.comment, a.product_title, to_char(a.asked_at, 'MM-DD')) AS told
      FROM survey_answers a JOIN members m ON m.shop = a.shop AND m.id = a.member_id
      WHERE a.shop = $1 AND a.survey_id = $2 ORDER BY a.asked_at, told`,
    [shop, id],
  );
  return rows.map(({ told }) => told);
}

export async function one<Value>(text: string, values: unknown[]): Promise<Value[]> {
  return (await store.db.query<{ value: Value }>(text, values)).rows.map(({ value }) => value);
}

export const earned = (shop: string) =>
  one<number>(
    `SELECT coalesce(sum(points), 0)::int AS value FROM awards WHERE shop = $1 AND source LIKE 'deed:%'`,
    [shop],
  );
export const tasks = (shop: string) =>
  one<string>(
    `SELECT concat_ws(' ', kind, owner_id, to_char(due_at, 'MM-DD'), subject) AS value FROM tasks WHERE shop = $1`,
    [shop],
  );
export const scores = (shop: string) =>
  one<string>(
    `SELECT concat_ws(' ', data->>'question', data->>'score', data->>'order') AS value FROM member_events
      WHERE shop = $1 AND kind = 'survey-answered' ORDER BY at`,
    [shop],
  );

export const tokenOf = (shop: string, v: string, m: number, o: string, a = 9) =>
  signLink(shop, 'survey', { v, m, o, a, w: 'mail' });

export function look(token: string) {
  return surveyPage(token, new Request('http://127.0.0.1/m/survey/x'));
}
export function send(token: string, fields: Record<string, string>) {
  return surveyPage(
    token,
    new Request('http://127.0.0.1/m/survey/x', { method: 'POST', body: new URLSearchParams(fields) }),
  );
}

export async function sendAll(): Promise<void> {
  while ((await sendMails()) > 0);
}

/** What has come to members of this shop: others send at the same times. */
export function mailsOf(shop: string) {
  return box.mails.filter(({ to }) =>
    [to].flat().some((one) => one?.text.includes(`@${shop.slice(0, 9)}.test`)),
  );
}
