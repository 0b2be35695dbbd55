/**
 * What the books of a model's shop should be, found in two ways that share nothing with its life: the core judges the
 * test's own list of facts, and a fresh shop is told each of them once, in order.
 */
import { findShop } from '../../../app/db/shops.ts';
import { type Deed, evaluateMember, type MemberChange } from '../../../app/core/earning/evaluate-member.ts';
import { listVersions, type ProgramVersion, versionAt } from '../../../app/db/programs.ts';
import { auditBooks } from '../../../app/services/audit-books.ts';
import { revisitMembers } from '../../../app/services/revisit-members.ts';
import { catchUp, type ModelShop, tellFact, tellOrder, type ToldFact } from './model-shop.ts';
import { timePasses } from './commands.ts';

type Books = {
  /** Per customer and source: what is booked, and what of it has expired. */
  sources: Map<string, { booked: number; expired: number }>;
  totals: Map<string, number>;
  tiers: Map<string, string | null>;
};

/** What facts give; the rest was given by staff, or is about codes. */
const SOURCES = '^(order|deed|milestone|streak|tier-gift):';

let shops = 0;

/** Every way in which the shop's books are not what they should be; none when all is well. */
export async function problemsOf(model: ModelShop): Promise<string[]> {
  await catchUp(model);
  if (model.kind.ticks) await timePasses(model);
  const fresh = await tellAnew(model);
  while ((await revisitMembers()) > 0);
  const problems = [
    ...(await violations(model.shop)),
    ...(await violations(fresh)).map((problem) => `told anew: ${problem}`),
  ];
  const [lived, told] = [await booksOf(model, model.shop), await booksOf(model, fresh)];
  const judged = await judge(model);
  problems.push(
    ...compare(model, 'the core', judged, lived),
    ...compare(model, 'told anew, the core', judged, told, 0),
    ...(model.kind.lapses ? await leaks(model) : []),
  );
  await retire(model, fresh);
  return problems;
}

async function violations(shop: string): Promise<string[]> {
  const report = await auditBooks(shop);
  return report.violations.map(({ member, rule, message }) => `rule ${rule}, member ${member}: ${message}`);
}

function ownerOf({ heirs }: ModelShop, customerId: string): string {
  let owner = customerId;
  for (let heir = heirs.get(owner); heir !== undefined; heir = heirs.get(owner)) owner = heir;
  return owner;
}

/** The facts of those who are there, as they ended, under who they are now. */
function factsOf(model: ModelShop) {
  const mine = <T extends { customerId: string }>(one: T): T[] => {
    const customerId = ownerOf(model, one.customerId);
    return model.customers.includes(customerId) ? [{ ...one, customerId }] : [];
  };
  const orders = model.orders.flatMap(mine).flatMap(({ states, customerId }) => {
    const last = states.at(-1);
    return last ? [{ ...last, customerId }] : [];
  });
  return { orders, facts: [...model.facts.values()].flatMap(mine) };
}

/** @returns a shop with the same programs that has heard of every fact once, in the order of their times. */
async function tellAnew(model: ModelShop): Promise<string> {
  const { db } = model.store;
  shops += 1;
  const shop = await model.store.addShop(`told anew ${shops} of ${model.shop}`, {});
  await db.query('DELETE FROM program_versions WHERE shop = $1', [shop]);
  await db.query(
    `INSERT INTO program_versions (shop, version, config, applies_from, published_at, published_by)
      SELECT $1, version, config, applies_from, published_at, published_by FROM program_versions WHERE shop = $2`,
    [shop, model.shop],
  );
  await db.query('UPDATE shops SET timezone = (SELECT timezone FROM shops WHERE shop = $2) WHERE shop = $1', [
    shop,
    model.shop,
  ]);
  const { orders, facts } = factsOf(model);
  const tellings = [
    ...orders.map((order) => ({
      at: order.occurredAt,
      tell: () => tellOrder({ shop, ignoresRefunds: false }, { ...order, codes: [] }),
    })),
    ...facts.map((fact) => ({ at: fact.at, tell: () => tellFact({ shop }, fact) })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  for (const { tell } of tellings) await tell();
  return shop;
}

/** Deeds are named by what they are: their ids say in which shop. */
async function booksOf(model: ModelShop, shop: string): Promise<Books> {
  const { rows } = await model.store.db.query<{
    customer: string;
    source: string;
    booked: number;
    expired: number;
  }>(
    `SELECT m.customer_id AS customer, sum(earned - revoked - owed - waived - expired)::float8 AS booked,
        sum(expired)::float8 AS expired,
        coalesce('deed:' || d.kind || ':' || (extract(epoch FROM d.occurred_at) * 1000)::int8, b.source) AS source
      FROM bookings b JOIN members m ON m.shop = b.shop AND m.id = b.member_id
        LEFT JOIN deeds d ON d.shop = b.shop AND 'deed:' || d.id = b.source
      WHERE b.shop = $1 AND m.customer_id = ANY($2) AND b.source ~ $3
      GROUP BY 1, 4`,
    [shop, model.customers, SOURCES],
  );
  const { rows: members } = await model.store.db.query<{
    customer: string;
    total: number;
    tier: string | null;
  }>(
    `SELECT m.customer_id AS customer, (pending + available + reserved + debt)::float8 AS total, m.tier_id AS tier
      FROM members m JOIN member_balances b ON b.shop = m.shop AND b.member_id = m.id
      WHERE m.shop = $1 AND m.customer_id = ANY($2)`,
    [shop, model.customers],
  );
  return {
    sources: new Map(rows.map((row) => [`${row.customer} ${row.source}`, row])),
    totals: new Map(members.map((row) => [row.customer, row.total])),
    tiers: new Map(members.map((row) => [row.customer, row.tier])),
  };
}

async function judge(model: ModelShop): Promise<Books> {
  const versions = await listVersions(model.shop);
  const shop = await findShop(model.shop);
  const { orders, facts } = factsOf(model);
  const books: Books = { sources: new Map(), totals: new Map(), tiers: new Map() };
  const pinned = (at: string) => versionAt(versions, Date.parse(at))?.version ?? null;
  for (const customerId of model.customers) {
    const own = <T extends { customerId: string | null }>(list: T[]) =>
      list.filter((one) => one.customerId === customerId);
    const outcome = evaluateMember({
      zone: shop?.timezone ?? '',
      currency: 'EUR',
      orders: own(orders).map((order) => ({ facts: order, traits: {}, version: pinned(order.occurredAt) })),
      deeds: own(facts).flatMap((fact) => (fact.kind === 'deed' ? [deedOf(fact, versions)] : [])),
      changes: own(facts).flatMap((fact) => (fact.kind === 'deed' ? [] : [changeOf(fact)])),
      versions: versions.map((one) => ({ ...one, appliesFrom: one.appliesFrom.getTime(), lifeFrom: null })),
      alreadyGiven: [],
      customerId: null,
      now: Date.now(),
    });
    let total = 0;
    for (const { source, points } of outcome.targets) {
      books.sources.set(`${customerId} ${source}`, { booked: points, expired: 0 });
      total += points;
    }
    books.totals.set(customerId, total);
    books.tiers.set(customerId, outcome.tier.tierId);
  }
  return books;
}

function deedOf(fact: ToldFact, versions: ProgramVersion[]): Deed {
  const occurredAt = Date.parse(fact.at);
  return {
    id: `${String(fact.deed)}:${occurredAt}`,
    kind: fact.deed as Deed['kind'],
    name: (fact.name as string | undefined) ?? null,
    occurredAt,
    withdrawnAt: fact.withdrawnAt === undefined ? null : Date.parse(String(fact.withdrawnAt)),
    version: versionAt(versions, occurredAt)?.version ?? null,
  };
}

function changeOf({ at, kind, id: _id, customerId: _customer, ...data }: ToldFact): MemberChange {
  const until = typeof data.until === 'string' ? Date.parse(data.until) : null;
  if (kind === 'tags-set') {
    const tags = (data.tags as string[]).map((tag) => tag.toLowerCase());
    return { kind: 'tags', tags, at: Date.parse(at) };
  }
  return { ...data, ...(kind === 'tier-granted' ? { until } : {}), kind, at: Date.parse(at) } as MemberChange;
}

/**
 * Each source gives what it should, no more; less only by what has expired meanwhile. Where nothing expires and nobody
 * redeems, a member has what her sources give and what staff gave.
 */
function compare(model: ModelShop, what: string, should: Books, is: Books, given?: number): string[] {
  const none = { booked: 0, expired: 0 };
  const problems: string[] = [];
  for (const name of new Set([...should.sources.keys(), ...is.sources.keys()])) {
    const target = (should.sources.get(name) ?? none).booked;
    const { booked, expired } = is.sources.get(name) ?? none;
    if (booked > target || target > booked + expired)
      problems.push(`${name} has ${booked} booked and ${expired} expired; ${what} says ${target}`);
  }
  for (const customer of model.customers) {
    const [tier, expected] = [is.tiers.get(customer) ?? null, should.tiers.get(customer) ?? null];
    if (tier !== expected && is.tiers.has(customer))
      problems.push(`${customer} is in tier ${tier}; ${what} says ${expected}`);
    if (model.kind.lapses) continue;
    const gift =
      given ??
      model.adjustments
        .filter((one) => one.customerId === customer)
        .reduce((sum, { points }) => sum + points, 0);
    const [has, due] = [is.totals.get(customer) ?? 0, (should.totals.get(customer) ?? 0) + gift];
    if (has !== due) problems.push(`${customer} has ${has} points; ${what} says ${due}`);
  }
  return problems;
}

/**
 * Over the whole shop nothing is lost: what sources and staff gave, less what was taken, has expired, was used, or is owed
 * for codes, is there.
 */
async function leaks({ store, shop, adjustments }: ModelShop): Promise<string[]> {
  const { rows } = await store.db.query<{ there: number; booked: number; used: number; gone: number }>(
    `SELECT (SELECT sum(pending + available + reserved + debt) FROM member_balances WHERE shop = $1)::float8 AS there,
      (SELECT coalesce(sum(earned - revoked - owed), 0) FROM bookings
        WHERE shop = $1 AND source ~ $2)::float8 AS booked,
      (SELECT coalesce(sum(captured - restored), 0) FROM redemptions WHERE shop = $1)::float8 AS used,
      (SELECT coalesce(sum(points), 0) FROM ledger_entries
        WHERE shop = $1 AND kind = 'expire')::float8 AS gone`,
    [shop, SOURCES],
  );
  const given = adjustments.reduce((sum, { points }) => sum + points, 0);
  const [sums] = rows;
  if (!sums || sums.there === sums.booked + given - sums.used - sums.gone) return [];
  return [`${JSON.stringify(sums)}, and staff gave ${given}: that does not add up`];
}

/** Work that goes over all shops must not find this one again. */
export async function retire({ store }: Pick<ModelShop, 'store'>, shop: string): Promise<void> {
  await store.db.query('UPDATE member_balances SET next_due_at = NULL WHERE shop = $1', [shop]);
  await store.db.query('UPDATE members SET revisit_at = NULL WHERE shop = $1', [shop]);
}
