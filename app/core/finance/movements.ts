/**
 * From what entries moved to how the outstanding points went: opening, what came, what left, closing.
 *
 * Outstanding are pending, available and reserved points. Debts are kept apart: what members owe is never set off
 * against what other members hold. Holds, reservations and releases stay within what is outstanding.
 */
import { invariant } from '#app/core/invariant.ts';

/** Points that entries of one kind moved between two accounts in one period; null for all before the first. */
export type Movement = { period: string | null; kind: string; from: string; to: string; points: number };

/** Changes of the outstanding points, signed, so that opening + all changes = closing. */
export type Changes = {
  issued: number;
  /** Came back because the goods of a redemption's order came back. */
  restored: number;
  redeemed: number;
  expired: number;
  /** Taken back with an order, or by a person. */
  takenBack: number;
  /** Used up to settle debts. */
  settled: number;
  /** Moved to another member, or from one; zero over a whole shop. */
  moved: number;
};

export type Roll = Changes & {
  period: string;
  opening: number;
  closing: number;
  /** Zero or negative, at the end of the period; and what changed it. */
  debt: number;
  owed: number;
  debtSettled: number;
};

export const CHANGES = [
  'issued',
  'restored',
  'redeemed',
  'expired',
  'takenBack',
  'settled',
  'moved',
] as const satisfies readonly (keyof Changes)[];

const OUTSTANDING: readonly string[] = ['pending', 'available', 'reserved'];

/** By how much each moved point changes what is outstanding. */
export function outstandingSign({ from, to }: Pick<Movement, 'from' | 'to'>): -1 | 0 | 1 {
  const came = OUTSTANDING.includes(to);
  const left = OUTSTANDING.includes(from);
  return came === left ? 0 : came ? 1 : -1;
}

export function debtSign({ from, to }: Pick<Movement, 'from' | 'to'>): -1 | 0 | 1 {
  return from === to ? 0 : to === 'debt' ? 1 : from === 'debt' ? -1 : 0;
}

/** Rolls the books forward over `periods`, which are in order and name every period that has movements. */
export function rollForward(movements: readonly Movement[], periods: readonly string[]): Roll[] {
  const byPeriod = Map.groupBy(movements, ({ period }) => period);
  const before = byPeriod.get(null) ?? [];
  let opening = sumSigned(before, outstandingSign);
  let debt = sumSigned(before, debtSign);
  const known = new Set(periods);
  for (const period of byPeriod.keys()) invariant(period === null || known.has(period), `period ${period}`);
  return periods.map((period) => {
    const roll = rollPeriod(period, { opening, debt }, byPeriod.get(period) ?? []);
    opening = roll.closing;
    debt = roll.debt;
    return roll;
  });
}

function rollPeriod(
  period: string,
  { opening, debt }: { opening: number; debt: number },
  movements: readonly Movement[],
): Roll {
  const roll: Roll = {
    period,
    opening,
    closing: opening,
    debt,
    owed: 0,
    debtSettled: 0,
    ...{ issued: 0, restored: 0, redeemed: 0, expired: 0, takenBack: 0, settled: 0, moved: 0 },
  };
  for (const movement of movements) {
    const owing = debtSign(movement) * movement.points;
    for (const column of CHANGES) roll[column] += shareIn(column, movement);
    roll.closing += outstandingSign(movement) * movement.points;
    roll.debt += owing;
    if (owing > 0) roll.debtSettled += owing;
    else roll.owed += owing;
  }
  return roll;
}

/**
 * What a movement adds to a column. Points that were used before their member became one with another are captured
 * again in the other's books: that is no second redemption.
 */
export function shareIn(column: keyof Changes, movement: Omit<Movement, 'period'>): number {
  const { kind, from, points } = movement;
  if (kind === 'transfer' && from === 'redeemed') {
    return column === 'redeemed' ? points : column === 'moved' ? 0 - points : 0;
  }
  const sign = outstandingSign(movement);
  return sign !== 0 && changeOf(kind) === column ? sign * points : 0;
}

/** The column of a kind that changes what is outstanding. */
function changeOf(kind: string): keyof Changes {
  switch (kind) {
    case 'earn':
    case 'credit':
      return 'issued';
    case 'restore':
      return 'restored';
    case 'capture':
      return 'redeemed';
    case 'expire':
      return 'expired';
    case 'revoke':
    case 'debit':
      return 'takenBack';
    case 'settle':
      return 'settled';
    default:
      return 'moved';
  }
}

/** Kinds among which the entries behind a column are; `shareIn` says which of them. */
export const KINDS_BEHIND: Record<keyof Changes, readonly string[]> = {
  issued: ['earn', 'credit'],
  restored: ['restore'],
  redeemed: ['capture', 'transfer'],
  expired: ['expire'],
  takenBack: ['revoke', 'debit'],
  settled: ['settle'],
  moved: ['transfer'],
};

function sumSigned(movements: readonly Movement[], sign: (movement: Movement) => number): number {
  return movements.reduce((total, movement) => total + sign(movement) * movement.points, 0);
}

/** What stands in each of a member's accounts after all the movements, over the whole shop. */
export function accountBalances(movements: readonly Omit<Movement, 'period' | 'kind'>[]): {
  pending: number;
  available: number;
  reserved: number;
  debt: number;
} {
  const balances = { pending: 0, available: 0, reserved: 0, debt: 0 };
  const add = (account: string, points: number) => {
    if (Object.hasOwn(balances, account)) balances[account as keyof typeof balances] += points;
  };
  for (const { from, to, points } of movements) {
    add(from, -points);
    add(to, points);
  }
  return balances;
}
