/**
 * The tax rate of an order line, told from its amount and its tax: orders are kept with amounts, not with rates.
 *
 * A tax that was rounded to the cent fits a range of rates. Of these the roundest is taken, and on small lines one that a
 * larger line of the same order has already shown.
 */

/** Rates are thousandths of a percent: 19 % is 19 000, 8.875 % is 8 875. */
export type TaxRate = number;

/** One percent first, then finer and finer. */
const STEPS = [1_000, 500, 250, 125, 100, 10, 1];
/** Per line; two, since tax lines of one line are rounded one by one. */
const ROUNDING_MINOR = 1;

export type TaxedLine = { amountMinor: number; taxMinor: number };

/** Rates by line, in the order given; null where nothing of the line was left to be taxed. */
export function taxRatesOf(lines: readonly TaxedLine[], taxesIncluded: boolean): (TaxRate | null)[] {
  const rates: (TaxRate | null)[] = lines.map(() => null);
  const seen: TaxRate[] = [];
  const largestFirst = lines
    .map((line, index) => ({ ...line, index }))
    .sort((one, other) => other.amountMinor - one.amountMinor || one.index - other.index);
  for (const { index, ...line } of largestFirst) {
    const range = rangeOf(line, taxesIncluded);
    if (!range) continue;
    const rate = nearest(seen.filter(within(range)), range.exact) ?? roundest(range);
    rates[index] = rate;
    if (!seen.includes(rate)) seen.push(rate);
  }
  return rates;
}

type Range = { low: number; exact: number; high: number };

function rangeOf({ amountMinor, taxMinor }: TaxedLine, taxesIncluded: boolean): Range | null {
  const at = (tax: number) => {
    const net = taxesIncluded ? amountMinor - tax : amountMinor;
    return net > 0 ? (tax * 100_000) / net : Infinity;
  };
  if (amountMinor <= 0 || at(taxMinor) === Infinity) return null;
  return {
    low: at(Math.max(0, taxMinor - ROUNDING_MINOR)),
    exact: at(taxMinor),
    high: at(taxMinor + ROUNDING_MINOR),
  };
}

function within({ low, high }: Range): (rate: TaxRate) => boolean {
  return (rate) => rate >= low && rate <= high;
}

function nearest(rates: TaxRate[], exact: number): TaxRate | undefined {
  return rates.sort((one, other) => Math.abs(one - exact) - Math.abs(other - exact))[0];
}

function roundest(range: Range): TaxRate {
  const fits = within(range);
  for (const step of STEPS) {
    const rate = Math.round(range.exact / step) * step;
    if (fits(rate)) return rate;
  }
  return Math.round(range.exact);
}
