/** Checks every invariant over a whole shop: each member's books against their entries, redemptions against both. */
import { findViolations, transferredBy } from '#app/core/ledger/invariants.ts';
import type { Balances } from '#app/core/ledger/state.ts';
import { loadWholeBooks, type StoredBooks } from '#app/db/audit.ts';
import { findRedemptionDrift } from '#app/db/redemptions.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';

const BATCH = 500;
const PROBLEMS_MAX = 20;

export type MemberBooks = { member: string; customerId: string | null } & Balances & {
    earned: number;
    redeemed: number;
    revoked: number;
    expired: number;
  };
export type BooksReport = {
  shop: string;
  members: MemberBooks[];
  totals: Balances & { members: number; entries: number };
  violations: { member: string | null; rule: number; message: string }[];
};

/** Without the list of members, of a big shop nothing is held in memory but what is wrong. */
export async function auditBooks(
  shop: string,
  { listMembers }: { listMembers: boolean } = { listMembers: true },
): Promise<BooksReport> {
  const report: BooksReport = {
    shop,
    members: [],
    totals: { members: 0, entries: 0, pending: 0, available: 0, reserved: 0, debt: 0 },
    violations: [],
  };
  let after = 0;
  let transferred = 0;
  for (;;) {
    const batch = await transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return loadWholeBooks(tx, shop, after, BATCH);
    });
    for (const books of batch) {
      addMember(report, books, listMembers);
      transferred += transferredBy(books.entries);
    }
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) break;
    after = last.memberId;
  }
  if (transferred !== 0) {
    const message = `transfers lose ${transferred} points over all members`;
    report.violations.push({ member: null, rule: 11, message });
  }
  for (const drift of await findRedemptionDrift(shop)) {
    report.violations.push({ member: String(drift.memberId), rule: 7, message: drift.message });
  }
  return report;
}

/** The same checks within a transaction that has not ended. @returns the first violations found, a few at most. */
export async function auditWithin(
  tx: Transaction,
  shop: string,
  progress: (members: number) => Promise<void>,
): Promise<string[]> {
  const problems: string[] = [];
  let [after, transferred, members] = [0, 0, 0];
  for (;;) {
    const batch = await loadWholeBooks(tx, shop, after, BATCH);
    for (const books of batch) {
      problems.push(
        ...findViolations(books).map(({ rule, message }) => `${rule}: member ${books.memberId}: ${message}`),
      );
      transferred += transferredBy(books.entries);
    }
    members += batch.length;
    await progress(members);
    const last = batch.at(-1);
    if (!last || batch.length < BATCH || problems.length >= PROBLEMS_MAX) break;
    after = last.memberId;
  }
  if (transferred !== 0) problems.push(`11: transfers lose ${transferred} points over all members`);
  for (const drift of await findRedemptionDrift(shop, tx)) problems.push(`7: ${drift.message}`);
  return problems.slice(0, PROBLEMS_MAX);
}

function addMember(report: BooksReport, books: StoredBooks, listed: boolean): void {
  const member = String(books.memberId);
  const { balances, lifetime } = books.state;
  if (listed) report.members.push({ member, customerId: books.customerId, ...balances, ...lifetime });
  report.totals.members += 1;
  report.totals.entries += books.entries.length;
  for (const account of ['pending', 'available', 'reserved', 'debt'] as const) {
    report.totals[account] += balances[account];
  }
  for (const violation of findViolations(books)) report.violations.push({ member, ...violation });
}
