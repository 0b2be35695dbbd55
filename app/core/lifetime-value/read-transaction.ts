/**
 * One row of a shop's export as a transaction. Rule: a cell that can be read in two ways is refused, never guessed.
 * docs/insight.md lists what is accepted.
 */
import { dayNumber } from '#app/core/lifetime-value/months.ts';
import { parseInstant } from '#app/core/replay/instant.ts';
import type { Transaction, TransactionKind } from '#app/core/scores/transactions.ts';

export const INSIGHT_COLUMNS = ['customer', 'date', 'value', 'order', 'kind'] as const;
export type InsightColumn = (typeof INSIGHT_COLUMNS)[number];
export type TransactionCells = Record<InsightColumn, string>;

export type ReadTransaction =
  { transaction: Transaction; customer: string; isRounded: boolean } | { problem: string } | { guest: true };

const KINDS: Record<string, TransactionKind> = {
  order: 'order',
  sale: 'order',
  purchase: 'order',
  refund: 'refund',
  return: 'refund',
  cancellation: 'cancellation',
  cancel: 'cancellation',
  cancelled: 'cancellation',
  canceled: 'cancellation',
};
/** In minor units; more is a slip, and sums stay exact. */
const MINOR_MAX = 1_000_000_000_000;

/** @param exponent decimals of the currency */
export function readTransaction(cells: TransactionCells, exponent: number): ReadTransaction {
  const customer = cells.customer.trim();
  const day = readDay(cells.date.trim());
  if (day === undefined)
    return {
      problem: `date "${shown(cells.date)}" is neither a day like 2026-03-29 or 20260329 nor an instant`,
    };
  const value = readValue(cells.value.trim(), exponent);
  if (value === undefined)
    return { problem: `value "${shown(cells.value)}" is no plain decimal like 12.34 or -5` };
  const kindText = cells.kind.trim().toLowerCase();
  const kind = kindText === '' ? null : KINDS[kindText];
  if (kind === undefined)
    return { problem: `kind "${shown(cells.kind)}" is not order, refund or cancellation` };
  if (customer === '') return { guest: true };
  const order = cells.order.trim();
  return {
    transaction: { day, minor: value.minor, order: order === '' ? null : order, kind },
    customer,
    isRounded: value.isRounded,
  };
}

/** The day that is written, whatever the time of day and the offset beside it. */
export function readDay(text: string): number | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const written = compact ? compact.slice(1).join('-') : text;
  if (parseInstant(written, 'start') === undefined) return undefined;
  const day = dayNumber(written.slice(0, 10));
  return day >= 0 && written < '2200' ? day : undefined;
}

/** A decimal point, or a decimal comma where it cannot mean thousands; rounded half away from zero to the currency's decimals. */
function readValue(text: string, exponent: number): { minor: number; isRounded: boolean } | undefined {
  const match = /^([+-]?)(\d{0,13})(?:([.,])(\d{1,15}))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', mark, fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  if (mark === ',' && fraction.length === 3) return undefined;
  const kept = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const rest = fraction.slice(exponent);
  const minor = kept + (/^[5-9]/.test(rest) ? 1 : 0);
  if (minor > MINOR_MAX) return undefined;
  return { minor: sign === '-' && minor !== 0 ? -minor : minor, isRounded: /[1-9]/.test(rest) };
}

function shown(text: string): string {
  return text.trim().slice(0, 40);
}
