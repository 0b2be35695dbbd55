/**
 * Books the rows of a CSV. Balances of another program are awards of their own (`import:<run>:<row>`), each a lot with its end;
 * adjustments are credits and debits. Every row is booked or refused for itself. Without `writes` the same is decided and
 * nothing kept.
 */
import { endOfDay } from '#app/core/calendar.ts';
import { adjustBalance, type AdjustmentReason } from '#app/core/ledger/adjust.ts';
import { bookTarget } from '#app/core/ledger/book-target.ts';
import { type LotExpiry, lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import type { RowProblem, Wish } from '#app/core/member-import/read-row.ts';
import { DAY_MS, isInstant } from '#app/core/time.ts';
import { appendBooks, openBooks, type OpenBooks, record } from '#app/db/books.ts';
import { insertNote } from '#app/db/entries.ts';
import { markStandingsStale } from '#app/db/members.ts';
import { loadBirthdays, saveBirthdays } from '#app/db/birthdays.ts';
import type { ProgramVersion } from '#app/db/programs.ts';
import type { ShopRow } from '#app/db/shops.ts';
import type { Transaction } from '#app/db/transaction.ts';
import type { Transfer } from '#app/db/transfers.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { type ChangeFact, recordFacts } from '#app/services/record-facts.ts';
import type { RowSetup } from '#app/services/row-setup.ts';

export type Booking = {
  tx: Transaction;
  shop: ShopRow;
  transfer: Transfer;
  setup: RowSetup;
  live: ProgramVersion | undefined;
  at: Date;
  writes: boolean;
};
/** `memberId` is null for somebody who would be made. */
export type Placed = { row: number; line: number; wish: Wish; memberId: number | null; person: string };
export type Booked = Omit<Placed, 'wish'> & {
  problem: RowProblem | null;
  points: number;
  repaired: boolean;
  /** What the row has changed that is no booking, for the way back. */
  before: unknown;
};

export function importSource(transfer: Transfer, row: number): string {
  return `import:${transfer.id}:${row}`;
}

export async function bookImported(booking: Booking, placed: Placed[]): Promise<Booked[]> {
  const planned = placed.map((one) => ({ ...one, plan: planOf(booking, one.wish) }));
  const good = planned.flatMap((one) => ('code' in one.plan ? [] : [{ ...one, plan: one.plan }]));
  const birthdays = booking.writes ? await takeFacts(booking, good) : new Map<number, unknown>();
  if (booking.writes) await bookPoints(booking, good);
  return planned.map(({ plan, wish, ...place }): Booked => {
    if ('code' in plan) return { ...place, problem: plan, points: 0, repaired: false, before: null };
    const before = wish.birthday === null ? null : (birthdays.get(place.memberId ?? 0) ?? null);
    return { ...place, problem: null, points: wish.points, repaired: wish.repaired, before };
  });
}

/** What the program or the clock says against a row, before anybody is made for it. */
export function refusalOf(booking: Pick<Booking, 'live' | 'shop' | 'at'>, wish: Wish): RowProblem | null {
  const plan = planOf(booking, wish);
  return 'code' in plan ? plan : null;
}

type Plan = { tierId: string | null; expiry: LotExpiry; maturesAt: number };
type Planned = Placed & { plan: Plan };

function planOf({ live, shop, at }: Pick<Booking, 'live' | 'shop' | 'at'>, wish: Wish): Plan | RowProblem {
  const tierId = wish.tier === null ? null : tierOf(live, wish.tier);
  if (tierId === undefined) return { code: 'tier-unknown', field: 'tier' };
  const now = at.getTime();
  const { expires } = wish;
  if (expires === null || wish.points === 0) {
    const expiry = live ? lotExpiryOf(live.config.expiry, shop.timezone) : NEVER;
    return { tierId, expiry, maturesAt: now };
  }
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${expires.year}-${two(expires.month)}-${two(expires.day)}`;
  const end = expires.instant ?? endOfDay(day, shop.timezone);
  if (!isInstant(end)) return { code: 'date-unreadable', field: 'expiresAt' };
  if (end <= now) return { code: 'expired-already', field: 'expiresAt' };
  // A lot lives whole days from its maturity; one that matured accordingly earlier ends at that very instant.
  const days = Math.ceil((end - now) / DAY_MS);
  return { tierId, expiry: { kind: 'afterDays', days }, maturesAt: end - days * DAY_MS };
}

/** A tier by its id or its name in any language. Words for none are no tier. */
function tierOf(live: ProgramVersion | undefined, told: string): string | null | undefined {
  const wanted = told.toLowerCase();
  const list = live?.config.tiers.list ?? [];
  return list.find(({ id, name }) =>
    [id, ...Object.values(name)].some((one) => one?.toLowerCase() === wanted),
  )?.id;
}

/** Tiers by hand and birthdays. @returns the birthdays that members had before. */
async function takeFacts(
  { tx, shop, transfer, at }: Booking,
  planned: Planned[],
): Promise<Map<number, unknown>> {
  const changes = planned.flatMap(({ row, memberId, plan }): ChangeFact[] =>
    plan.tierId === null || memberId === null
      ? []
      : [
          {
            ...{ type: 'change', id: importSource(transfer, row), memberId, at, actor: transfer.createdBy },
            change: { kind: 'tier-granted', tierId: plan.tierId, until: null },
          },
        ],
  );
  const born = planned.flatMap(({ memberId, wish }) =>
    wish.birthday === null || memberId === null ? [] : [{ memberId, birthday: wish.birthday }],
  );
  if (changes.length + born.length === 0) return new Map();
  const memberIds = born.map(({ memberId }) => memberId);
  const before = new Map<number, unknown>();
  await recordFacts(tx, shop, changes, at, {
    memberIds,
    write: async () => {
      const had = await loadBirthdays(tx, shop.shop, memberIds);
      for (const { memberId, birthday } of born)
        before.set(memberId, {
          birthday: had.get(memberId)?.birthday ?? null,
          since: had.get(memberId)?.since ?? null,
          set: birthday,
        });
      await saveBirthdays(tx, shop.shop, born, at);
    },
  });
  return before;
}

async function bookPoints({ tx, shop, transfer, live, at }: Booking, planned: Planned[]): Promise<void> {
  const rows = planned.filter(({ wish, memberId }) => wish.points > 0 && memberId !== null);
  const sources = rows.map(({ row }) => importSource(transfer, row));
  const books = await openBooks(
    tx,
    shop.shop,
    rows.map(({ memberId }) => memberId ?? 0),
    at,
    { sources },
  );
  for (const { row, memberId, wish, plan } of rows) {
    const own = books.get(memberId ?? 0);
    if (!own) throw new Error('a member has a balance');
    const source = importSource(transfer, row);
    record(
      own,
      bookTarget(
        own.state,
        {
          source,
          points: wish.points,
          maturesAt: plan.maturesAt,
          expiry: plan.expiry,
          debtPolicy: 'clamp',
          reasons: ['transfer-in'],
          activeAt: null,
        },
        {
          ...{
            key: `${source}:in`,
            inputHash: hashOf([memberId, wish.points, plan.maturesAt]),
            now: at.getTime(),
          },
          ...{ occurredAt: at.getTime(), actor: transfer.createdBy, programVersion: live?.version ?? null },
        },
      ),
    );
  }
  await close(tx, shop.shop, books, at);
}

export async function bookAdjustments(booking: Booking, placed: Placed[]): Promise<Booked[]> {
  const { tx, shop, transfer, setup, live, at, writes } = booking;
  const books = await openBooks(
    tx,
    shop.shop,
    placed.flatMap(({ memberId }) => memberId ?? []),
    at,
  );
  const expiry = live ? lotExpiryOf(live.config.expiry, shop.timezone) : NEVER;
  const notes: { memberId: number; seq: number; note: string }[] = [];
  const booked = placed.map(({ wish, ...place }): Booked => {
    const own = books.get(place.memberId ?? 0);
    const nothing = { ...place, points: 0, repaired: false, before: null };
    if (!own) return { ...nothing, problem: { code: 'member-unknown', field: null } };
    const source = `adjust:${transfer.id}.${place.row}`;
    const reason: AdjustmentReason = wish.reason ?? setup.reason;
    const result = adjustBalance(
      own.state,
      { points: wish.points, reason, source, expiry },
      contextOf(booking, source, hashOf([place.memberId, wish.points, reason])),
    );
    if (!result.ok) return { ...nothing, problem: { code: result.rejection.code, field: 'points' } };
    record(own, result.value);
    const entry = result.value.entries.find((one) => one.source === source);
    if (entry && wish.note !== '') notes.push({ memberId: own.memberId, seq: entry.seq, note: wish.note });
    return { ...nothing, problem: null, points: wish.points, repaired: wish.repaired };
  });
  if (!writes) return booked;
  await close(tx, shop.shop, books, at);
  for (const { memberId, seq, note } of notes) await insertNote(tx, shop.shop, memberId, seq, note);
  return booked;
}

export function contextOf(
  { transfer, live, at }: Pick<Booking, 'transfer' | 'live' | 'at'>,
  key: string,
  inputHash: string,
) {
  const now = at.getTime();
  const programVersion = live?.version ?? null;
  return { key, inputHash, now, occurredAt: now, actor: transfer.createdBy, programVersion };
}

/** What was booked is written, and Shopify hears of it. */
export async function close(
  tx: Transaction,
  shop: string,
  books: Map<number, OpenBooks>,
  at: Date,
): Promise<void> {
  await appendBooks(tx, shop, [...books.values()], at);
  const changed = [...books.values()].filter(({ entries }) => entries.length > 0);
  await markStandingsStale(
    tx,
    shop,
    changed.map(({ memberId }) => memberId),
  );
}
