/** Checks every invariant over a whole shop: each member's books against their entries, redemptions against both. */
import { findViolations, transferredBy } from '#app/core/ledger/invariants.ts';
import type { Balances } from '#app/core/ledger/state.ts';
import { loadWholeBooks, type StoredBooks } from '#app/db/audit.ts';
import { findRedemptionDrift } from '#app/db/redemptions.ts';
import { transaction } from '#app/db/transaction.ts';

const BATCH = 500;

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

export async function auditBooks(shop: string): Promise<BooksReport> {
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
      addMember(report, books);
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

function addMember(report: BooksReport, books: StoredBooks): void {
  const member = String(books.memberId);
  const { balances, lifetime } = books.state;
  report.members.push({ member, customerId: books.customerId, ...balances, ...lifetime });
  report.totals.members += 1;
  report.totals.entries += books.entries.length;
  for (const account of ['pending', 'available', 'reserved', 'debt'] as const) {
    report.totals[account] += balances[account];
  }
  for (const violation of findViolations(books)) report.violations.push({ member, ...violation });
}
