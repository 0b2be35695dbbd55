/** The finance page's questions and view models. */
import type { Breakage } from '#app/core/finance/breakage.ts';
import type { DeferralMonth } from '#app/core/finance/deferral.ts';
import type { Roll } from '#app/core/finance/movements.ts';
import type { PointValue } from '#app/core/finance/point-value.ts';
import type { AgeGroup, ProvisionAmounts } from '#app/core/finance/provision.ts';
import type { ExpiryConcern } from '#app/core/finance/short-expiry.ts';

export const FINANCE_REPORTS = ['liability', 'age', 'deferral', 'provision', 'redeemed'] as const;
export const LIABILITY_DAYS = [30, 90, 365] as const;
export const BREAKAGE_HORIZONS = [12, 24, 36] as const;

export type FinanceQuery = {
  report: (typeof FINANCE_REPORTS)[number];
  /** A day of the shop such as "2025-12-31"; null is today. */
  date: string | null;
  /** Of the report on redeemed value: "2025-12"; null is the month of the date. */
  month: string | null;
  days: (typeof LIABILITY_DAYS)[number];
  horizon: (typeof BREAKAGE_HORIZONS)[number];
};

export type FinanceView = {
  date: string;
  today: string;
  firstDay: string;
  concerns: ExpiryConcern[];
  report: LiabilityReport | AgeReport | DeferralReport | ProvisionReport | RedeemedReport;
};

export type BreakageView = Breakage & { horizon: number };

export type LiabilityReport = {
  kind: 'liability';
  days: (Roll & { valueMinor: number | null })[];
  now: AccountSums & { outstanding: number; membersOwing: number };
  value: PointValue | null;
  valueMinor: number | null;
  entries: number;
  /** Whether the entries sum up to the balances; null for a past day, of which no balances are kept. */
  ties: boolean | null;
};

export type AccountSums = { pending: number; available: number; reserved: number; debt: number };

export type AgeReport = {
  kind: 'age';
  points: number;
  valueMinor: number | null;
  groups: (AgeGroup & { valueMinor: number | null })[];
  breakage: BreakageView;
};

export type DeferralReport = { kind: 'deferral'; months: DeferralMonth[]; breakage: BreakageView };

export type ProvisionReport = {
  kind: 'provision';
  shopName: string;
  zone: string;
  programVersion: number | null;
  accounts: AccountSums;
  outstanding: number;
  membersOwing: number;
  entries: number;
  groups: AgeGroup[];
  value: PointValue | null;
  highest: PointValue | null;
  /** Null while points have no price. */
  amounts: ProvisionAmounts | null;
  breakage: BreakageView;
  /** False for today, whose books are still open. */
  final: boolean;
};

export type RedeemedLine = {
  id: string;
  day: string;
  orderName: string | null;
  orderId: string | null;
  memberId: number;
  code: string;
  kind: string;
  points: number;
  restored: number;
  valueMinor: number | null;
};

export type RedeemedSum = {
  kind: string;
  /** Thousandths of a percent; null where the orders do not tell. */
  rate: number | null;
  points: number;
  valueMinor: number;
  netMinor: number;
  taxMinor: number;
  returnedMinor: number;
};

export type RedeemedReport = {
  kind: 'redeemed';
  month: string;
  count: number;
  points: number;
  /** Null when the month holds too many redemptions to sum up on a page. */
  sums: RedeemedSum[] | null;
  lines: RedeemedLine[];
};
