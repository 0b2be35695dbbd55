/**
 * Works a CSV off, some rows at a time. While it is checked nothing is written but what would become of each row. When it runs,
 * a batch's bookings, what became of its rows and how far the run is are one transaction: whatever dies, the next process goes
 * on with the row after, and no row counts twice.
 */
import { now } from '#app/clock.ts';
import { invariant } from '#app/core/invariant.ts';
import { type ReadRow, readRow, type RowProblem, type Wish } from '#app/core/member-import/read-row.ts';
import { keepQuiet } from '#app/db/flow-outbox.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { clearRows, findEarlier, insertRows, sumRows, type TransferRow } from '#app/db/transfer-rows.ts';
import {
  dropParts,
  findTransfer,
  moveTransfer,
  noteProgress,
  readParts,
  type Transfer,
} from '#app/db/transfers.ts';
import {
  bookAdjustments,
  bookImported,
  type Booked,
  type Placed,
  refusalOf,
} from '#app/services/book-rows.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { FileRefused } from '#app/services/file-refused.ts';
import { findWished } from '#app/services/find-wished.ts';
import { type CsvRow, readCsv } from '#app/services/read-csv.ts';
import { rowSetup, type RowSetup } from '#app/services/row-setup.ts';

const BATCH = 500;
export const ROWS_MAX = { import: 1_000_000, bulk: 50_000 };

type Run = {
  transfer: Transfer;
  kind: 'import' | 'bulk';
  setup: RowSetup;
  shop: ShopRow;
  versions: ProgramVersion[];
  writes: boolean;
};

export async function importRows(transfer: Transfer): Promise<void> {
  const { kind } = transfer;
  invariant(kind === 'import' || kind === 'bulk', 'only a CSV has rows');
  const shop = await findShop(transfer.shop);
  invariant(shop, 'the shop of an import is known');
  const versions = await listVersions(shop.shop);
  const setup = rowSetup.parse(transfer.setup);
  const run: Run = { transfer, kind, setup, shop, versions, writes: transfer.state === 'running' };
  // Looking begins anew; a run goes on after the last row that is written.
  const begun = run.writes && transfer.startedAt !== null;
  const done = begun ? transfer.done : 0;
  if (!begun) await begin(run);
  const total = await workOff(run, done);
  await transaction((tx) => finish(tx, run, total));
}

async function begin({ transfer, writes }: Run): Promise<void> {
  await transaction(async (tx) => {
    await clearRows(tx, transfer.shop, transfer.id);
    const state = writes ? 'running' : 'checking';
    await moveTransfer(tx, transfer, [state], state, { done: 0, ...(writes ? { startedAt: now() } : {}) });
  });
}

/** @returns how many rows the file has. */
async function workOff(run: Run, done: number): Promise<number> {
  const { transfer, setup, kind } = run;
  let row = setup.hasHeading ? -1 : 0;
  let batch: { row: number; csv: CsvRow }[] = [];
  for await (const csv of readCsv(readParts(transfer.shop, transfer.id), setup)) {
    row += 1;
    if (row < 1 || row <= done) continue;
    if (row > ROWS_MAX[kind]) throw new FileRefused('rows-too-many', { most: ROWS_MAX[kind] });
    batch.push({ row, csv });
    if (batch.length < BATCH) continue;
    await takeBatch(run, batch);
    batch = [];
  }
  if (batch.length > 0) await takeBatch(run, batch);
  if (row < 1) throw new FileRefused('file-empty');
  return row;
}

async function takeBatch(run: Run, batch: { row: number; csv: CsvRow }[]): Promise<void> {
  const { transfer, writes } = run;
  const last = batch.at(-1)?.row ?? 0;
  await transaction(async (tx) => {
    // Two processes on one run: the second waits here, and sees that the first was further.
    const fresh = await findTransfer(transfer.shop, transfer.id, tx);
    if (fresh?.state !== transfer.state || fresh.done >= last) throw new Overtaken();
    if (writes) await keepQuiet(tx);
    await insertRows(tx, transfer.shop, transfer.id, await judgeBatch(tx, run, batch));
    await noteProgress(tx, transfer, { done: last, total: last });
  });
}

/** Another process works on the same run, or staff have stopped it. */
export class Overtaken extends Error {}

async function judgeBatch(
  tx: Transaction,
  run: Run,
  batch: { row: number; csv: CsvRow }[],
): Promise<TransferRow[]> {
  const { shop, kind, setup, writes } = run;
  const at = now();
  const live = versionAt(run.versions, at.getTime());
  const read = batch.map(({ row, csv }) => ({ row, line: csv.line, ...readWish(run, csv.cells, live, at) }));
  const good = read.filter((one) => one.ok);
  const how = { make: writes, onlyKnown: kind === 'bulk' };
  const found = await findWished(
    tx,
    shop.shop,
    good.map(({ wish }) => wish),
    how,
    at,
  );
  const hashes = found.map((one, index) => {
    const wish = good[index]?.wish;
    return one.ok && wish ? personOf(run, one.identity, wish) : '';
  });
  const earlier = await findEarlier(tx, shop.shop, run.transfer.id, hashes);
  const placed: Placed[] = [];
  const rows = new Map<number, TransferRow>();
  for (const one of read) if (!one.ok) rows.set(one.row, refused(one, one.problem));
  good.forEach((one, index) => {
    const who = found[index];
    const person = hashes[index] ?? '';
    if (!who?.ok)
      return void rows.set(one.row, refused(one, { code: who?.code ?? 'member-unknown', field: null }));
    if (earlier.has(person)) return void rows.set(one.row, refused(one, { code: 'double', field: null }));
    earlier.set(person, one.row);
    placed.push({ row: one.row, line: one.line, wish: one.wish, memberId: who.memberId, person });
  });
  const booking = { tx, shop, transfer: run.transfer, setup, live, at, writes };
  const booked =
    kind === 'import' ? await bookImported(booking, placed) : await bookAdjustments(booking, placed);
  for (const one of booked) rows.set(one.row, rowOf(one));
  return [...rows.values()].sort((a, b) => a.row - b.row);
}

function readWish(
  { setup, kind, shop }: Run,
  cells: string[],
  live: ProgramVersion | undefined,
  at: Date,
): ReadRow {
  const read = readRow(cells, setup, kind);
  const problem = read.ok && kind === 'import' ? refusalOf({ live, shop, at }, read.wish) : null;
  return problem ? { ok: false, problem } : read;
}

/** The same member with the same end is the same thing said twice; in adjustments, the same points for the same reason. */
function personOf(run: Run, identity: string, wish: Wish): string {
  const { year, month, day } = wish.expires ?? {};
  const about = run.kind === 'import' ? [year, month, day] : [wish.points, wish.reason, wish.note];
  return keyedHash(run.shop.shop, JSON.stringify(['row', identity, ...about])).slice(0, 22);
}

function refused(place: { row: number; line: number }, { code, field }: RowProblem): TransferRow {
  const nothing = { person: null, memberId: null, points: 0, before: null };
  return { row: place.row, line: place.line, outcome: 'refused', code, field, ...nothing };
}

function rowOf({ row, line, person, memberId, problem, points, repaired, before }: Booked): TransferRow {
  if (problem) return refused({ row, line }, problem);
  const code = repaired ? 'fraction-cut' : null;
  const outcome = repaired ? ('repaired' as const) : ('booked' as const);
  return { row, line, outcome, code, field: repaired ? 'points' : null, person, memberId, points, before };
}

async function finish(tx: Transaction, run: Run, total: number): Promise<void> {
  const { transfer, writes } = run;
  const sums = await sumRows(tx, transfer.shop, transfer.id);
  const summary = { ...transfer.summary, [writes ? 'result' : 'check']: sums, refusal: undefined };
  if (!writes) {
    await moveTransfer(tx, transfer, ['checking'], 'checked', { summary, total, done: total });
    return;
  }
  await dropParts(tx, transfer);
  await moveTransfer(tx, transfer, ['running'], 'done', { summary, total, done: total, finishedAt: now() });
}
