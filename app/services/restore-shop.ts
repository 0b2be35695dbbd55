/**
 * Brings a whole export into an empty shop, in one transaction: rows as they were written, then everything that the books
 * promise is checked over all of them, and only then anybody sees them. Whatever is wrong with the file, nothing is left of it.
 */
import { now } from '#app/clock.ts';
import { FORMAT_VERSION, type Head, LINE_LENGTH_MAX, readHead, readLine } from '#app/services/whole-file.ts';
import { invariant } from '#app/core/invariant.ts';
import { markAllStandingsStale } from '#app/db/members.ts';
import { pool } from '#app/db/pool.ts';
import { listVersions } from '#app/db/programs.ts';
import { markAllScoreDues } from '#app/db/score-dues.ts';
import { findShop, markPublicStale, type ShopRow } from '#app/db/shops.ts';
import { noteDeed } from '#app/db/staff-deeds.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { dropParts, moveTransfer, noteProgress, readParts, type Transfer } from '#app/db/transfers.ts';
import {
  columnsOf,
  countCaused,
  countOrphans,
  countSections,
  findObstacles,
  highestMember,
  pageCustomers,
  pageMails,
  reserveMemberIds,
  sectionOf,
  setAside,
  setContactHashes,
  writeRows,
} from '#app/db/whole-export.ts';
import { auditWithin } from '#app/services/audit-books.ts';
import { contactHash } from '#app/services/contact-hash.ts';
import { eraseMember } from '#app/services/erase-member.ts';
import { FileRefused } from '#app/services/file-refused.ts';
import { findForgotten } from '#app/services/forget-people.ts';
import { hashKeyOf } from '#app/services/hash-key-of.ts';
import { readLines } from '#app/services/read-lines.ts';

const ROWS_AT_ONCE = 500;
const TEXT_AT_ONCE = 4 * 1024 * 1024;
const PAGE = 5_000;

export async function restoreShop(transfer: Transfer): Promise<void> {
  if (!(await moveTransfer(pool(), transfer, ['running'], 'running', { startedAt: now(), done: 0 }))) return;
  await transaction(async (tx) => {
    const shop = await findShop(transfer.shop, tx);
    invariant(shop, 'the shop of an import is known');
    // Publishing and importing wait for each other.
    await tx.query('SELECT 1 FROM shops WHERE shop = $1 FOR UPDATE', [shop.shop]);
    const obstacles = await findObstacles(tx, shop.shop);
    if (obstacles.length > 0) throw new FileRefused('shop-not-empty', { what: obstacles.join(',') });
    const { head, before, rows } = await bringIn(tx, shop, transfer);
    await checkBooks(tx, shop, head, rows, transfer);
    const hashes = await renewHashes(tx, shop, head);
    const forgotten = await forgetAgain(tx, shop);
    await markAllStandingsStale(tx, shop.shop);
    await markAllScoreDues(tx, shop.shop);
    await markPublicStale(tx, shop.shop);
    const at = now();
    const summary = { rows, forgotten, ...hashes, from: head.shop, exportedAt: head.exportedAt };
    const brought = await countSections(tx, shop.shop);
    const setup = { before, brought, caused: await countCaused(tx, shop.shop) };
    const deed = { shop: shop.shop, actor: transfer.createdBy, subject: `transfer:${transfer.id}` };
    await noteDeed(tx, { ...deed, deed: 'import-done', data: { members: rows.members ?? 0 } }, at);
    await dropParts(tx, transfer);
    await moveTransfer(tx, transfer, ['running'], 'done', { summary, setup, finishedAt: at });
  });
}

type Brought = { head: Head; before: Record<string, string[]>; rows: Record<string, number> };

async function bringIn(tx: Transaction, shop: ShopRow, transfer: Transfer): Promise<Brought> {
  const lines = readLines(readParts(transfer.shop, transfer.id), LINE_LENGTH_MAX);
  const known = await columnsOf(tx);
  const rows: Record<string, number> = {};
  let brought: Pick<Brought, 'head' | 'before'> | undefined;
  let ended: Record<string, number> | undefined;
  const held = { section: '', rows: [] as string[], length: 0 };
  let at = 0;
  const flush = async () => {
    const section = sectionOf(held.section);
    if (!section || !brought || held.rows.length === 0) return;
    const columns = brought.head.columns[section.name] ?? [];
    await refusing(at, () => writeRows(tx, shop.shop, section, columns, held.rows));
    rows[section.name] = (rows[section.name] ?? 0) + held.rows.length;
    Object.assign(held, { rows: [], length: 0 });
    await noteProgress(pool(), transfer, { done: at });
  };
  for await (const text of lines) {
    at += 1;
    if (ended) throw new FileRefused('file-damaged', { line: at });
    if (!brought) {
      const head = checkHead(readHead(text), shop, known);
      await reserveMemberIds(tx, head.highestMember);
      brought = { head, before: await setAside(tx, shop.shop) };
      continue;
    }
    const line = readLine(text);
    if (!line) throw new FileRefused('file-damaged', { line: at });
    if (line.kind === 'end') {
      await flush();
      ended = line.rows;
      continue;
    }
    if (!sectionOf(line.section)) throw new FileRefused('file-newer', { what: line.section });
    if (skips(line.section, brought.head, shop)) continue;
    if (held.section !== line.section || held.rows.length >= ROWS_AT_ONCE || held.length > TEXT_AT_ONCE) {
      await flush();
      held.section = line.section;
    }
    held.rows.push(line.row);
    held.length += line.row.length;
  }
  if (!brought) throw new FileRefused('file-not-an-export');
  if (!ended) throw new FileRefused('file-cut-off');
  for (const [name, count] of Object.entries(ended)) {
    if (!skips(name, brought.head, shop) && (rows[name] ?? 0) !== count)
      throw new FileRefused('file-cut-off', { what: name });
  }
  return { ...brought, rows };
}

/** Hashes under another key recognise nobody. */
function skips(section: string, head: Head, shop: ShopRow): boolean {
  return section.startsWith('erased') && head.hashKey !== hashKeyOf(shop.shop);
}

function checkHead(head: Head | undefined, shop: ShopRow, known: Record<string, string[]>): Head {
  if (!head) throw new FileRefused('file-not-an-export');
  if (head.version > FORMAT_VERSION) throw new FileRefused('file-newer', { what: String(head.version) });
  if (head.currency !== shop.currency)
    throw new FileRefused('currency-differs', { file: head.currency, shop: shop.currency });
  for (const [section, columns] of Object.entries(head.columns)) {
    const strange = columns.find((column) => !known[section]?.includes(column));
    if (!known[section] || strange) throw new FileRefused('file-newer', { what: strange ?? section });
  }
  return head;
}

/** What Postgres refuses lies in the file: a value of the wrong kind, a row twice. */
async function refusing(line: number, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Class 22 is about values, 23 about rules of the tables (Postgres, appendix A).
    if (/^2[23]/.test(code)) throw new FileRefused('file-damaged', { line });
    throw error;
  }
}

async function checkBooks(
  tx: Transaction,
  { shop }: ShopRow,
  head: Head,
  rows: Record<string, number>,
  transfer: Transfer,
): Promise<void> {
  if ((await highestMember(tx, shop)) > head.highestMember)
    throw new FileRefused('books-broken', { what: 'member ids' });
  const [orphans] = Object.entries(await countOrphans(tx, shop));
  if (orphans) throw new FileRefused('books-broken', { what: orphans[0], count: orphans[1] });
  await listVersions(shop, tx).catch(() => {
    throw new FileRefused('books-broken', { what: 'programVersions' });
  });
  const lines = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const total = lines + (rows.members ?? 0);
  const problems = await auditWithin(tx, shop, (members) =>
    noteProgress(pool(), transfer, { done: lines + members, total }),
  );
  if (problems[0]) throw new FileRefused('books-broken', { what: problems[0].slice(0, 200) });
}

/** Under another key guests are recognised by addresses that we have; the address of others is not known. */
async function renewHashes(
  tx: Transaction,
  { shop }: ShopRow,
  head: Head,
): Promise<{ hashesRenewed: number; hashesLost: number }> {
  const count = { hashesRenewed: 0, hashesLost: 0 };
  if (head.hashKey === hashKeyOf(shop)) return count;
  for (let after = 0; ;) {
    const page = await pageMails(tx, shop, after, PAGE);
    const hashes = page.map(({ id, email }) => ({ id, hash: contactHash(shop, email) }));
    await setContactHashes(tx, shop, hashes);
    const renewed = hashes.filter(({ hash }) => hash !== null).length;
    count.hashesRenewed += renewed;
    count.hashesLost += hashes.length - renewed;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return count;
    after = last.id;
  }
}

/** Whoever asked to be forgotten after the export is forgotten again. */
async function forgetAgain(tx: Transaction, shop: ShopRow): Promise<number> {
  let forgotten = 0;
  for (let after = 0; ;) {
    const page = await pageCustomers(tx, shop.shop, after, PAGE);
    const gone = await findForgotten(
      tx,
      shop.shop,
      page.map(({ customerId }) => customerId),
    );
    for (const { customerId, email } of page.filter((one) => gone.has(one.customerId))) {
      await eraseMember(tx, shop, { customerId, email, orderIds: [] }, now());
      forgotten += 1;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return forgotten;
    after = last.id;
  }
}
