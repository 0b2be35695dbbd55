/** What an order will bring about, by the public rate, until the app knows the order. Pure. */
import type { PublicProgram } from '../../app/core/contracts/public-program.ts';
import type { Standing } from '../../app/core/contracts/standing.ts';

type Money = { amount: number; currencyCode: string };
/** In major units, as checkout and order status give them. */
export type Cost = { total: Money; shipping: Money | undefined; tax: Money | undefined };

/** @returns null in another currency than the program's, for there is no rate for it. */
export function aboutPoints(
  program: PublicProgram,
  standing: Pick<Standing, 'tier'> | null,
  cost: Cost,
): number | null {
  if (cost.total.currencyCode !== program.currency) return null;
  const minor = (money: Money | undefined) => Math.round((money?.amount ?? 0) * 10 ** program.exponent);
  const tax = program.earning.taxIncluded ? 0 : minor(cost.tax);
  const goods = Math.max(0, minor(cost.total) - minor(cost.shipping) - tax);
  const tier = program.tiers.find(({ id }) => id === standing?.tier?.id);
  const { points, perMinor } = tier?.rate ?? program.earning;
  return Math.floor((goods * points) / perMinor);
}
