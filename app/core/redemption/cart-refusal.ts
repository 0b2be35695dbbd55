/**
 * Whether a cart, as the shopper's browser tells it, can use a reward at all. It may be told wrongly, so it can only refuse:
 * what a code takes off, and from which order value on, Shopify decides.
 */
import type { CartTold } from '#app/core/contracts/proxy.ts';
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent, formatMinor } from '#app/core/money.ts';
import { minimumOf, type Reward } from '#app/core/program/rewards.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';

/** @param currency the shop's; a cart in another currency is not judged. */
export function checkCart(reward: Reward, cart: CartTold | undefined, currency: string): Result<null> {
  const minimum = minimumOf(reward);
  if (!minimum || !cart || cart.currency !== currency) return ok(null);
  const missingMinor = minorOf(minimum, currency) - cart.subtotalMinor;
  if (missingMinor <= 0) return ok(null);
  const missing = `${formatMinor(missingMinor, currencyExponent(currency))} ${currency}`;
  return rejected('cart-too-small', { missing });
}
