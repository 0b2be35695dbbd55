/**
 * What a customer's transactions amount to: which of them are orders, and what money stayed. Rule: only an order that
 * was not cancelled is activity; refunds and cancellations move money alone. docs/insight.md states every definition.
 */
export const TRANSACTION_KINDS = ['order', 'refund', 'cancellation'] as const;
export type TransactionKind = (typeof TRANSACTION_KINDS)[number];

export type Transaction = {
  /** Days since 1 January 1970. */
  day: number;
  /** Minor units; a refund's sign does not matter. */
  minor: number;
  /** Rows of one customer with the same order belong together; null stands alone. */
  order: string | null;
  /** Null: an order, or a refund when the value is negative. */
  kind: TransactionKind | null;
};

export type Movement = { day: number; minor: number };

export type History = {
  /** By day; what each was worth when it was placed. */
  orders: Movement[];
  /** Money that went back, as positive amounts, by day. */
  refunds: Movement[];
  cancellations: Movement[];
};

/** The history of one customer. Her rows may come in any order. */
export function historyOf(rows: readonly Transaction[]): History {
  const history: History = { orders: [], refunds: [], cancellations: [] };
  const grouped = new Map<string, Transaction[]>();
  for (const row of rows) {
    if (row.order === null) takeOne([row], history);
    else {
      const group = grouped.get(row.order);
      if (group) group.push(row);
      else grouped.set(row.order, [row]);
    }
  }
  for (const group of grouped.values()) takeOne(group, history);
  for (const list of Object.values(history)) list.sort((a, b) => a.day - b.day);
  return history;
}

/** Takes the rows of one order into the history. */
function takeOne(rows: readonly Transaction[], history: History): void {
  const placed = rows.filter((row) => kindOf(row) === 'order');
  const cancelled = rows.filter((row) => kindOf(row) === 'cancellation');
  const minor = placed.reduce((sum, row) => sum + row.minor, 0);
  if (placed.length > 0 && isVoid(minor, cancelled)) return;
  if (placed.length > 0) {
    const day = placed.reduce((first, row) => Math.min(first, row.day), Infinity);
    // An order whose rows add up to less than nothing is money that went back.
    if (minor < 0) history.refunds.push({ day, minor: -minor });
    else history.orders.push({ day, minor });
  }
  for (const { day, minor: value } of cancelled) {
    if (value < 0) history.cancellations.push({ day, minor: -value });
  }
  for (const row of rows) {
    if (kindOf(row) === 'refund') history.refunds.push({ day: row.day, minor: Math.abs(row.minor) });
  }
}

function kindOf({ kind, minor }: Transaction): TransactionKind {
  return kind ?? (minor < 0 ? 'refund' : 'order');
}

/** Whether nothing of an order remains: cancelled without an amount of its own, or by at least what it was worth. */
function isVoid(orderMinor: number, cancelled: readonly Transaction[]): boolean {
  if (cancelled.length === 0) return false;
  const back = cancelled.reduce((sum, { minor }) => sum - minor, 0);
  return cancelled.some(({ minor }) => minor >= 0) || back >= orderMinor;
}

/** Days with an order, each once, the earliest first. */
export function purchaseDays({ orders }: History): number[] {
  return orders.flatMap(({ day }, index) => (orders[index - 1]?.day === day ? [] : [day]));
}

export function sumOf(movements: readonly Movement[]): number {
  return movements.reduce((sum, { minor }) => sum + minor, 0);
}

/** What remains: orders less refunds and cancellations. */
export function revenueOf(history: History): number {
  return sumOf(history.orders) - sumOf(history.refunds) - sumOf(history.cancellations);
}
