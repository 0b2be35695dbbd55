/**
 * What new customers cost to win, by month and channel as the merchant states it, and how that stands to what they are worth. The
 * rule of thumb is three to one.
 */
import { parseMinor } from '#app/core/money.ts';

/** `month` is "2027-03"; minor units. */
export type AcquisitionCost = { month: string; channel: string; minor: number };
export type AcquisitionMonth = {
  month: string;
  minor: number;
  channels: { channel: string; minor: number }[];
  newCustomers: number;
  /** Per new customer; null in a month without any. */
  perCustomerMinor: number | null;
};

export const HEALTHY_RATIO = 3;
export const CHANNEL_LENGTH_MAX = 60;
export const COST_LINES_MAX = 500;

/** Months with costs, the newest first. @param newcomers customers whose first order was in that month. */
export function acquisitionMonths(
  costs: readonly AcquisitionCost[],
  newcomers: ReadonlyMap<string, number>,
): AcquisitionMonth[] {
  const months = Map.groupBy(costs, ({ month }) => month);
  return [...months]
    .map(([month, some]) => {
      const minor = some.reduce((sum, one) => sum + one.minor, 0);
      const newCustomers = newcomers.get(month) ?? 0;
      return {
        month,
        minor,
        channels: some
          .map(({ channel, minor: cost }) => ({ channel, minor: cost }))
          .toSorted((one, other) => other.minor - one.minor || one.channel.localeCompare(other.channel)),
        newCustomers,
        perCustomerMinor: newCustomers === 0 ? null : minor / newCustomers,
      };
    })
    .toSorted((one, other) => (one.month < other.month ? 1 : -1));
}

/** Over the last twelve months with costs. @returns null while nothing was spent or nobody was won. */
export function valueToCost(
  months: readonly AcquisitionMonth[],
  valueMinor: number | null,
): { ratio: number; costMinor: number } | null {
  const last = months.slice(0, 12);
  const minor = last.reduce((sum, one) => sum + one.minor, 0);
  const customers = last.reduce((sum, one) => sum + one.newCustomers, 0);
  if (valueMinor === null || minor === 0 || customers === 0) return null;
  return { ratio: valueMinor / (minor / customers), costMinor: minor / customers };
}

export type CostLine = { line: number; cost: AcquisitionCost } | { line: number; problem: CostProblem };
export type CostProblem = 'columns' | 'month' | 'channel' | 'amount';

/**
 * Lines of month, channel and cost, separated by semicolon, tab or comma; amounts with a comma or a point. Empty lines, and a first
 * line that names the columns, are left out. A cost of 0 takes the line of that month and channel away.
 */
export function parseCosts(text: string, exponent: number): CostLine[] {
  return text
    .split(/\r?\n/)
    .map((raw, index) => ({ raw: raw.trim(), line: index + 1 }))
    .filter(({ raw }, index) => raw !== '' && !(index === 0 && !/\d{4}/.test(raw)))
    .map(({ raw, line }) => parseCost(raw, line, exponent));
}

function parseCost(raw: string, line: number, exponent: number): CostLine {
  const separator = [';', '\t', ','].find((one) => raw.split(one).length >= 3) ?? ';';
  const [month = '', channel = '', ...rest] = raw
    .split(separator)
    .map((cell) => cell.trim().replace(/^"|"$/g, ''));
  if (rest.length === 0) return { line, problem: 'columns' };
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || !number) return { line, problem: 'month' };
  if (channel === '' || channel.length > CHANNEL_LENGTH_MAX) return { line, problem: 'channel' };
  const minor = amountOf(rest.join(separator), exponent);
  return minor === undefined ? { line, problem: 'amount' } : { line, cost: { month, channel, minor } };
}

/** "1.200,50", "1,200.50", "1200", each as it is meant: the last of comma and point divides when up to two digits follow. */
function amountOf(text: string, exponent: number): number | undefined {
  const plain = text.replace(/[\s€$£]|EUR|USD|GBP|CHF/g, '');
  const [, whole = '', part = ''] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain) ?? [];
  const digits = whole.replace(/[.,]/g, '');
  if (!/^\d+$/.test(digits)) return undefined;
  return parseMinor(part === '' ? digits : `${digits}.${part}`, exponent);
}
