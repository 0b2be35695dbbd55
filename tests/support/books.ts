/** The invariants of the books, checked over a whole shop as it lies in the database. */
import { expect } from 'vitest';

/** @throws when any member's books break an invariant; the message lists the violations. */
export async function expectBooksClosed(shop: string): Promise<void> {
  const { auditBooks } = await import('../../app/services/audit-books.ts');
  const report = await auditBooks(shop);
  expect(report.violations).toEqual([]);
}
