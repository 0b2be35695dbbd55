/**
 * What an order gives, by decimal arithmetic on the texts of its prices: written apart from `goods.ts` and `award.ts`,
 * in major units, with one long fraction that is divided at the very end.
 */
import { Decimal } from 'decimal.js';
import type { MoneyLine, MoneyOrder, MoneyProgram } from '#app/core/earning/money-cases-for-tests.ts';

const Exact = Decimal.clone({ precision: 400 });
type Exact = Decimal;

export function pointsByDecimals(order: MoneyOrder, program: MoneyProgram): number {
  const goods = order.lines.filter((line) => line.goods);
  const remaining = goods.map((line) => remainingOf(line, order, program));
  const all = sum(remaining);
  const counted = countedGoods(order, program, goods);
  const [earning, paid] = earningShare(order, program);
  const pers = [program.general?.perAmount ?? '1', program.special?.perAmount ?? '1'] as const;
  const ofGoods = goods.map((line, index) => {
    const amount = (remaining[index] ?? new Exact(0)).times(counted);
    return weighted(amount, line, program);
  });
  const shipping = program.general
    ? countedShipping(order, program)
        .times(program.general.points)
        .times(pers[1])
        .times(factor([program.campaignFactor], program))
    : new Exact(0);
  const whole = all.isZero() ? new Exact(1) : all;
  const numerator = sum(ofGoods).plus(shipping.times(whole)).times(earning);
  const denominator = whole.times(paid).times(pers[0]).times(pers[1]);
  return rounded(numerator, denominator, program.rounding);
}

/** One line's points times the product of both rates' amounts. */
function weighted(amount: Exact, line: MoneyLine, program: MoneyProgram): Exact {
  const { general, special } = program;
  const isTwo = line.product === '2';
  if (isTwo && program.excludesTwo) return new Exact(0);
  const bySpecial = !isTwo && special !== null;
  const rate = bySpecial ? special : general;
  if (!rate) return new Exact(0);
  const otherPer = (bySpecial ? general : special)?.perAmount ?? '1';
  const factors = [isTwo ? program.goodsFactor : null, program.campaignFactor];
  return amount.times(rate.points).times(otherPer).times(factor(factors, program));
}

function remainingOf(line: MoneyLine, order: MoneyOrder, program: MoneyProgram): Exact {
  const sold = new Exact(line.price).times(line.quantity).minus(line.discount);
  const tax = new Exact(line.tax).minus(line.returned.tax);
  return withTax(sold.minus(line.returned.subtotal), tax, order, program);
}

function countedGoods(order: MoneyOrder, program: MoneyProgram, goods: MoneyLine[]): Exact {
  const kept = goods.map((line) =>
    new Exact(line.price).times(line.quantity).minus(line.discount).minus(line.returned.subtotal),
  );
  const taxes = goods.map((line) => new Exact(line.tax).minus(line.returned.tax));
  return withTax(notBelowZero(sum(kept).minus(order.beyond)), sum(taxes), order, program);
}

function countedShipping({ shipping, ...order }: MoneyOrder, program: MoneyProgram): Exact {
  if (!program.includeShipping) return new Exact(0);
  const tax = new Exact(shipping.tax).minus(shipping.taxBack);
  return withTax(new Exact(shipping.paid).minus(shipping.back), tax, order, program);
}

function withTax(amount: Exact, tax: Exact, order: { taxesIncluded: boolean }, program: MoneyProgram): Exact {
  if (order.taxesIncluded === program.includeTax) return amount;
  return notBelowZero(program.includeTax ? amount.plus(tax) : amount.minus(tax));
}

function earningShare({ paid }: MoneyOrder, program: MoneyProgram): [Exact, Exact] {
  if (!paid || program.storedValueEarns) return [new Exact(1), new Exact(1)];
  return [new Exact(paid.all).minus(paid.stored), new Exact(paid.all)];
}

function factor(given: (number | null)[], program: MoneyProgram): Exact {
  const factors = given.filter((one) => one !== null).map((one) => new Exact(one));
  if (factors.length === 0) return new Exact(1);
  if (program.factors === 'highest') return Exact.max(...factors);
  if (program.factors === 'multiply') return factors.reduce((all, one) => all.times(one), new Exact(1));
  return notBelowZero(sum(factors).minus(factors.length - 1));
}

function rounded(numerator: Exact, denominator: Exact, rounding: MoneyProgram['rounding']): number {
  const whole = numerator.dividedToIntegerBy(denominator);
  const rest = numerator.minus(whole.times(denominator));
  const up = {
    down: false,
    nearest: rest.times(2).greaterThanOrEqualTo(denominator),
    up: rest.greaterThan(0),
  }[rounding];
  return whole.plus(up ? 1 : 0).toNumber();
}

function sum(list: Exact[]): Exact {
  return list.reduce((all, one) => all.plus(one), new Exact(0));
}

function notBelowZero(amount: Exact): Exact {
  return amount.isNegative() ? new Exact(0) : amount;
}
