/**
 * What must always hold of the books, in one place: used by the property tests, the stress tests, the simulation
 * and the audit. The numbers are those of the ledger's rules in docs/ledger.md.
 */
import { type Account, isLegal } from '#app/core/ledger/accounts.ts';
import { totalOf } from '#app/core/ledger/lots.ts';
import { type Inheritance, replay } from '#app/core/ledger/replay.ts';
import { booked, type Entry, type Lot, type MemberState, sourceTotals } from '#app/core/ledger/state.ts';

export type Violation = { rule: number; message: string };

export type Books = {
  state: MemberState;
  entries: Entry[];
  lots: Lot[];
  /** What merges brought, the earliest first. */
  inherited?: readonly Inheritance[];
  /** The member was merged into another: nothing may be left. */
  closed?: boolean;
};

/** Everything that one member's stored books must satisfy. */
export function findViolations(books: Books): Violation[] {
  const found: Violation[] = [];
  const report = (rule: number, holds: boolean, message: string) => {
    if (!holds) found.push({ rule, message });
  };
  checkEntries(books.entries, report);
  checkBalances(books.state, books.lots, report);
  checkSources(books.state, report);
  checkReplay(books, report);
  if (books.closed) checkClosed(books.state, report);
  return found;
}

type Report = (rule: number, holds: boolean, message: string) => void;

function checkEntries(entries: Entry[], report: Report): void {
  const sums = new Map<Account, number>();
  const keys = new Set<string>();
  entries.forEach((entry, index) => {
    report(3, entry.seq === index + 1, `entry ${entry.seq} is number ${index + 1}`);
    report(6, !keys.has(entry.key), `key ${entry.key} is used once`);
    keys.add(entry.key);
    report(
      1,
      isLegal(entry) && entry.points > 0,
      `${entry.kind} moves ${entry.points} from ${entry.from} to ${entry.to}`,
    );
    sums.set(entry.from, (sums.get(entry.from) ?? 0) - entry.points);
    sums.set(entry.to, (sums.get(entry.to) ?? 0) + entry.points);
  });
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  report(1, total === 0, `all accounts together are zero, not ${total}`);
}

function checkBalances(state: MemberState, lots: Lot[], report: Report): void {
  const { pending, available, reserved, debt } = state.balances;
  report(2, pending >= 0 && available >= 0 && reserved >= 0 && debt <= 0, 'balances have their signs');
  report(2, available === 0 || debt === 0, `debt ${debt} is settled while ${available} are available`);
  const sum = (matured: boolean) =>
    lots.filter((lot) => lot.matured === matured).reduce((total, lot) => total + lot.remaining, 0);
  report(4, sum(true) === available, `open lots hold ${sum(true)} of ${available} available`);
  report(4, sum(false) === pending, `open lots hold ${sum(false)} of ${pending} pending`);
  const held = [...state.reservations.values()].reduce((total, one) => total + totalOf(one.reserved), 0);
  report(4, held === reserved, `reservations hold ${held} of ${reserved} reserved`);
  for (const lot of lots) {
    report(
      5,
      lot.remaining >= 0 && lot.remaining <= lot.points,
      `lot ${lot.seq} holds ${lot.remaining} of ${lot.points}`,
    );
  }
}

function checkSources(state: MemberState, report: Report): void {
  for (const [source, totals] of state.sources) {
    if (!source.startsWith('order:')) continue;
    report(8, booked(totals) >= 0, `${source} took back no more than it gave`);
  }
}

function checkReplay(books: Books, report: Report): void {
  let rebuilt: MemberState;
  try {
    rebuilt = replay(books.entries, books.lots, books.inherited);
  } catch (error) {
    report(3, false, error instanceof Error ? error.message : 'replay failed');
    return;
  }
  const { state } = books;
  report(
    3,
    JSON.stringify(rebuilt.balances) === JSON.stringify(state.balances),
    'balances equal their replay',
  );
  report(
    3,
    JSON.stringify(rebuilt.lifetime) === JSON.stringify(state.lifetime),
    'lifetime sums equal their replay',
  );
  // What is booked for a merged member's sources has moved on with them.
  if (!books.closed) checkTotals(state, rebuilt, report);
  for (const lot of books.lots) {
    const twin = rebuilt.lots.get(lot.seq);
    const same =
      twin?.remaining === lot.remaining && twin.matured === lot.matured && twin.points === lot.points;
    report(3, same, `lot ${lot.seq} equals its replay`);
  }
  for (const [id, held] of rebuilt.reservations) {
    const captured = totalOf(held.captured);
    report(7, totalOf(held.reserved) === 0 || captured === 0, `${id} is resolved once`);
    report(7, totalOf(held.restored) <= captured, `${id} gives back no more than was captured`);
  }
}

function checkTotals(state: MemberState, rebuilt: MemberState, report: Report): void {
  for (const source of new Set([...rebuilt.sources.keys(), ...state.sources.keys()])) {
    const totals = sourceTotals(rebuilt, source);
    const stored = sourceTotals(state, source);
    const same = (Object.keys(totals) as (keyof typeof totals)[]).every(
      (name) => totals[name] === stored[name],
    );
    report(3, same, `what is booked for ${source} equals its replay`);
  }
}

function checkClosed(state: MemberState, report: Report): void {
  const { pending, available, reserved, debt } = state.balances;
  const left = [pending, available, reserved, debt].some((points) => points !== 0);
  report(11, !left, 'a merged member has no points');
  report(11, state.sources.size === 0, 'nothing is booked for the sources of a merged member');
}

/** What left one member's books must have entered another's: over a whole shop this is zero. */
export function transferredBy(entries: Entry[]): number {
  let points = 0;
  for (const entry of entries) {
    if (entry.to === 'transferred') points += entry.points;
    if (entry.from === 'transferred') points -= entry.points;
  }
  return points;
}
