/** Which tables can be exported, with the keys of their columns. */
import type { Cell } from '#app/core/finance/csv.ts';
import { type Changes, CHANGES } from '#app/core/finance/movements.ts';
import type { FinanceQuery } from '#app/presenters/present-finance-types.ts';

const MONEY_CHANGES = CHANGES.map((change) => `${change}Amount` as const);

export const CSV_COLUMNS = {
  entries: [
    ...(['member', 'number', 'day', 'recordedAt', 'occurredAt', 'kind', 'from', 'to', 'points'] as const),
    ...(['outstandingChange', 'debtChange', 'source', 'reasons', 'version', 'actor', 'key', 'lots'] as const),
  ],
  liability: ['day', 'opening', ...CHANGES, 'closing', 'debt', 'value', 'currency'],
  lots: [
    ...(['member', 'lot', 'source', 'earnedAt', 'bookedAt', 'opened', 'lotRedeemed', 'lotExpired'] as const),
    ...(['taken', 'outstanding'] as const),
  ],
  cohorts: ['month', 'opened', 'taken', 'lotRedeemed', 'lotExpired', 'unredeemed', 'share'],
  deferral: [
    ...(['month', 'opening', ...CHANGES, 'closing', 'openingAmount', 'revaluedAmount'] as const),
    ...MONEY_CHANGES,
    ...(['closingAmount', 'currency'] as const),
  ],
  provision: ['day', 'position', 'fromMonths', 'belowMonths', 'points', 'fullValue', 'provision', 'currency'],
  redeemed: [
    ...([
      'day',
      'order',
      'orderId',
      'orderedAt',
      'member',
      'code',
      'rewardKind',
      'reward',
      'points',
    ] as const),
    ...(['rate', 'value', 'net', 'tax', 'returned', 'currency', 'pointsWhole', 'pointsReturned'] as const),
  ],
} as const;

export type CsvTable = keyof typeof CSV_COLUMNS;
export type CsvColumn = (typeof CSV_COLUMNS)[CsvTable][number];

export type FinanceCsvQuery = Pick<FinanceQuery, 'date' | 'month' | 'days' | 'horizon'> & {
  table: CsvTable;
  /** Entries from this day on; without it, from the beginning. */
  from: string | null;
  /** Entries behind one column of a report; without it, all. */
  change: keyof Changes | undefined;
  /** Lots of one group of ages, counted from the youngest. */
  age: number | undefined;
};

export type FinanceTable = { name: string; columns: readonly CsvColumn[]; rows: AsyncIterable<Cell[]> };
