/** What the checkout holds, as the app and the offers need it. */

import type { CartTold } from '../../../app/core/contracts/proxy.ts';

/** @param exponent decimals of the program's currency; without it nothing is told. */
export function cartTold(exponent: number | undefined): CartTold | undefined {
  const { amount, currencyCode } = shopify.cost.subtotalAmount.value;
  if (exponent === undefined) return undefined;
  return { subtotalMinor: Math.round(amount * 10 ** exponent), currency: currencyCode };
}

/** Ids of the variants in the checkout, without Shopify's prefix. */
export function variantsHeld(): string[] {
  return shopify.lines.value.map((line) => line.merchandise.id.replace(/^.*\//, ''));
}
