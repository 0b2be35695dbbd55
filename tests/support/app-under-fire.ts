/**
 * Work for an app that is killed meanwhile: whatever is asked of it is asked again, with the same key, until it answers;
 * what it has answered is remembered and must be in the books.
 */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { order as orderBody, line } from '../fixtures/built-body.ts';
import { forgeToken, staffClaims } from './forgery.ts';
import type { TestSandbox } from './sandbox.ts';

const PATIENCE_MS = 90_000;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36';

export type Fire = {
  sandbox: TestSandbox;
  customers: string[];
  /** What each customer must have in the end: earned and given, used for codes or not. */
  points: Map<string, number>;
  deliveries: Set<string>;
  codes: Set<string>;
  adjustments: Set<string>;
  serial: number;
  killedAt: Date;
};

/** Customers that the store and the app know, with points enough for codes. */
export async function openFire(sandbox: TestSandbox, count: number): Promise<Fire> {
  const fire: Fire = {
    sandbox,
    customers: [],
    points: new Map(),
    deliveries: new Set(),
    codes: new Set(),
    adjustments: new Set(),
    serial: 0,
    killedAt: new Date(0),
  };
  for (let index = 0; index < count; index += 1) await welcome(fire);
  return fire;
}

/** Another customer, with points enough for some codes. */
export async function welcome(fire: Fire): Promise<string> {
  const { sandbox } = fire;
  const { id } = await sandbox.act<{ id: string }>('customers', { firstName: 'Fire' });
  fire.customers.push(id);
  await buy(fire, id, 400);
  await insist(async () => {
    const { rowCount } = await sandbox.db.query(
      `SELECT 1 FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
        WHERE m.customer_id = $1 AND b.available > 0`,
      [id],
    );
    return rowCount === 1 ? undefined : 'the first order is not booked';
  });
  return id;
}

/** Asks until there is an answer that settles it. `ask` gives undefined then, or what it heard instead. */
export async function insist(ask: () => Promise<string | undefined>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const heard = await ask().catch((error: unknown) => String(error));
    if (heard === undefined) return;
    if (Date.now() > deadline) throw new Error(`no answer came in time, the last was: ${heard}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A paid order of so many points, told by a webhook until the app says that it has it. */
export async function buy(fire: Fire, customerId: string, points: number): Promise<void> {
  fire.serial += 1;
  const id = 6_000_000 + fire.serial;
  const body = orderBody([line({ id: 11, price: `${points}.00` }, 'EUR')], 'EUR', {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    customer: { id: customerId, admin_graphql_api_id: `gid://shopify/Customer/${customerId}` },
  });
  fire.points.set(customerId, (fire.points.get(customerId) ?? 0) + points);
  const deliveryId = randomUUID();
  await insist(async () => {
    const status = await fire.sandbox.hook('orders/paid', body, { 'X-Shopify-Webhook-Id': deliveryId });
    return status === 200 ? undefined : `webhook ${status}`;
  });
  fire.deliveries.add(deliveryId);
}

/** A code for points, asked for with one key until it is there or refused for good. */
export async function redeemOnce(fire: Fire, customerId: string): Promise<void> {
  const { sandbox } = fire;
  fire.serial += 1;
  const asked = { rewardId: 'five', idempotencyKey: `fire-key-${fire.serial}` };
  await insist(async () => {
    const { status, json } = await sandbox.proxy<{ code?: string }>('redeem', customerId, asked);
    if (status === 200 && json.code) fire.codes.add(json.code);
    // 409: not enough points; 429: enough unused codes. 503 asks to come again.
    return [200, 409, 429].includes(status) ? undefined : `redeem ${status}`;
  });
}

/** Points given by staff, with one key until the app says that they are booked. */
export async function giveOnce(fire: Fire, customerId: string, points: number): Promise<void> {
  const { sandbox } = fire;
  const { rows } = await sandbox.db.query<{ id: string }>('SELECT id FROM members WHERE customer_id = $1', [
    customerId,
  ]);
  const idempotencyKey = randomUUID();
  const form = { points: String(points), reasonCode: 'goodwill', note: '', idempotencyKey };
  fire.points.set(customerId, (fire.points.get(customerId) ?? 0) + points);
  await insist(async () => {
    const response = await fetch(`${sandbox.appUrl}/app/members/${rows[0]?.id}.data`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: {
        authorization: `Bearer ${forgeToken(staffClaims(sandbox), sandbox.apiSecret)}`,
        'user-agent': BROWSER,
      },
    });
    const text = await response.text();
    return response.status === 200 && text.includes('"ok",true')
      ? undefined
      : `gift ${response.status} ${text.slice(0, 200)}`;
  });
  fire.adjustments.add(idempotencyKey);
}

/** The past is read in, whatever becomes of the app; the job is looked after without waiting for real time. */
export async function importPast(fire: Fire): Promise<void> {
  const { sandbox } = fire;
  const headers = () => ({
    authorization: `Bearer ${forgeToken(staffClaims(sandbox), sandbox.apiSecret)}`,
    'content-type': 'application/json',
    'user-agent': BROWSER,
  });
  const url = `${sandbox.appUrl}/app/api/history-import`;
  // 409: the run that was begun by a request whose answer was lost.
  await insist(async () => {
    const { status } = await fetch(url, { method: 'POST', body: '{}', headers: headers() });
    return [202, 409].includes(status) ? undefined : `import ${status}`;
  });
  await insist(async () => {
    await hurryJobs(fire);
    const { rows } = await sandbox.db.query<{ state: string; error: string | null }>(
      'SELECT state, error FROM history_imports ORDER BY started_at DESC LIMIT 1',
    );
    return rows[0]?.state === 'done' ? undefined : `import is ${rows[0]?.state}: ${rows[0]?.error}`;
  });
}

/** Resolves once the run has begun to read. */
export async function importUnderWay({ sandbox }: Fire): Promise<void> {
  await insist(async () => {
    const { rows } = await sandbox.db.query<{ state: string }>(
      'SELECT state FROM history_imports ORDER BY started_at DESC LIMIT 1',
    );
    return ['reading', 'booking'].includes(rows[0]?.state ?? '') ? undefined : `import is ${rows[0]?.state}`;
  });
}

/** Time that the queue would let pass: a dead process's job has given no sign of life for long, the next try is due. */
async function hurryJobs(fire: Fire): Promise<void> {
  const { db } = fire.sandbox;
  const dead = await db.query(
    `UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour' WHERE state = 'active' AND heartbeat_on < $1`,
    [fire.killedAt],
  );
  if ((dead.rowCount ?? 0) > 0) await db.query('UPDATE pgboss.queue SET monitor_claim_on = NULL');
  await db.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
}

/** SIGKILL; the sandbox starts the app again. */
export async function killApp(fire: Fire): Promise<void> {
  await fire.sandbox.act('app/kill');
  fire.killedAt = new Date();
}

/** Everything that was acknowledged is there. */
export async function expectKept({ sandbox, deliveries, codes, adjustments }: Fire): Promise<void> {
  const { db } = sandbox;
  const missing = async (wanted: Set<string>, query: string) => {
    const { rows } = await db.query<{ key: string }>(query, [[...wanted]]);
    const found = new Set(rows.map(({ key }) => key));
    return [...wanted].filter((key) => !found.has(key));
  };
  expect(
    await missing(deliveries, 'SELECT delivery_id AS key FROM inbox_events WHERE delivery_id = ANY($1)'),
  ).toEqual([]);
  expect(
    await missing(
      codes,
      `SELECT code AS key FROM redemptions WHERE code = ANY($1) AND state IN ('issued', 'captured')`,
    ),
  ).toEqual([]);
  expect(
    await missing(
      adjustments,
      `SELECT substr(source, 8) AS key FROM ledger_entries WHERE kind = 'credit' AND substr(source, 8) = ANY($1)`,
    ),
  ).toEqual([]);
}

/** Every customer has exactly what she was given, in whatever account. */
export async function expectExact({ sandbox, points }: Fire): Promise<void> {
  const { rows } = await sandbox.db.query<{ customer: string; points: number }>(
    `SELECT m.customer_id AS customer, (pending + available + reserved + debt)::float8 AS points
      FROM member_balances b JOIN members m ON m.shop = b.shop AND m.id = b.member_id`,
  );
  expect(Object.fromEntries(rows.map((row) => [row.customer, row.points]))).toEqual(
    Object.fromEntries(points),
  );
}
