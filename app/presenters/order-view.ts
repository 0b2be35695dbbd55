/** One order as the admin shows it, with the parts of the sum that explain its points. */
import type { Award, AwardPart } from '#app/core/earning/award.ts';
import { currencyExponent } from '#app/core/money.ts';
import type { Order } from '#app/db/generated/client.ts';

export type OrderView = {
  id: string;
  name: string;
  occurredAt: string;
  financialStatus: string;
  cancelled: boolean;
  totalMinor: number;
  /** Points that the order gives as it stands now. */
  points: number;
  programVersion: number | null;
  parkedReason: string | null;
  award: AwardView | null;
};

export type AwardView = {
  nothingBecause: string | null;
  currency: string;
  exponent: number;
  breakdown: NonNullable<Award['breakdown']> | null;
  parts: AwardPart[];
};

type OrderRow = Pick<
  Order,
  | 'orderId'
  | 'name'
  | 'occurredAt'
  | 'financialStatus'
  | 'cancelledAt'
  | 'totalMinor'
  | 'target'
  | 'programVersion'
  | 'parkedReason'
> & { award: unknown };

export function viewOrder(row: OrderRow): OrderView {
  return {
    id: row.orderId,
    name: row.name,
    occurredAt: row.occurredAt.toISOString(),
    financialStatus: row.financialStatus,
    cancelled: row.cancelledAt !== null,
    totalMinor: Number(row.totalMinor),
    points: Number(row.target),
    programVersion: row.programVersion,
    parkedReason: row.parkedReason,
    award: isAward(row.award) ? viewAward(row.award) : null,
  };
}

function viewAward(award: Award): AwardView {
  return {
    nothingBecause: award.nothingBecause,
    currency: award.currency,
    exponent: currencyExponent(award.currency),
    breakdown: award.breakdown,
    parts: award.parts,
  };
}

/** An order that was stored before it was reconciled has no award yet. */
function isAward(stored: unknown): stored is Award {
  return typeof stored === 'object' && stored !== null && 'points' in stored && 'currency' in stored;
}
