/** One order as the admin shows it, with the parts of the sum that explain its points. */
import type { Award, AwardPart } from '#app/core/earning/award.ts';
import { currencyExponent, parseMinor } from '#app/core/money.ts';
import type { Program } from '#app/core/program/program.ts';
import type { Order } from '#app/db/generated/client.ts';
import { type NamedProgram, type Names, ruleOf, versionOf } from '#app/presenters/program-names.ts';

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
  parts: PartView[];
  /** How the version rounds, and how it combines several factors of one part. */
  rounding: Program['earning']['rounding'];
  combine: Program['earning']['factors'];
};

export type PartView = Omit<AwardPart, 'factors'> & {
  names: Names;
  factors: FactorView[];
  /** What one order or piece gives, where the points do not depend on the amount; null when it is not known. */
  each: number | null;
};

export type FactorView = {
  kind: 'goods' | 'tier' | 'campaign' | 'other';
  id: string;
  names: Names;
  factor: number;
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

export function viewOrder(row: OrderRow, versions: NamedProgram[]): OrderView {
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
    award: isAward(row.award) ? viewAward(row.award, versionOf(versions, row.programVersion)) : null,
  };
}

function viewAward(award: Award, program: Program | undefined): AwardView {
  return {
    nothingBecause: award.nothingBecause,
    currency: award.currency,
    exponent: currencyExponent(award.currency),
    breakdown: award.breakdown,
    parts: award.parts.map((part) => viewPart(part, award.currency, program)),
    rounding: program?.earning.rounding ?? 'down',
    combine: program?.earning.factors ?? 'multiply',
  };
}

function viewPart(part: AwardPart, currency: string, program: Program | undefined): PartView {
  const rule = ruleOf(program, part.ruleId);
  return {
    ...part,
    names: rule?.title ?? {},
    rate: part.rate && (rateAsWritten(rule, currency) ?? part.rate),
    factors: part.factors.map(({ by, factor }) => ({ ...viewFactorName(by, program), factor })),
    each: part.rate === null && rule && 'points' in rule && rule.points > 0 ? rule.points : null,
  };
}

/** "5 points per 1.00" as the merchant wrote it: the award keeps the rate in lowest terms. */
function rateAsWritten(rule: ReturnType<typeof ruleOf>, currency: string): AwardPart['rate'] | undefined {
  if (rule?.kind !== 'orderAmount' && rule?.kind !== 'margin') return undefined;
  const perMinor = parseMinor(rule.perAmount, currencyExponent(currency));
  return perMinor ? { points: rule.points, perMinor } : undefined;
}

/** `goods:<rule>`, `tier:<id>`, `campaign:<id>`. */
function viewFactorName(by: string, program: Program | undefined): Omit<FactorView, 'factor'> {
  const [kind = '', id = ''] = by.split(':');
  if (kind === 'tier') {
    return { kind, id, names: program?.tiers.list.find((tier) => tier.id === id)?.name ?? {} };
  }
  const names = ruleOf(program, id)?.title ?? {};
  return kind === 'goods' || kind === 'campaign' ? { kind, id, names } : { kind: 'other', id: by, names };
}

/** An order that was stored before it was reconciled has no award yet. */
function isAward(stored: unknown): stored is Award {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'parts' in stored &&
    Array.isArray(stored.parts) &&
    'currency' in stored
  );
}
