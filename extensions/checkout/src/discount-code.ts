/**
 * Puts a code into the checkout and takes it out again.
 *
 * Rule: it stays only if the checkout accepts it and the shopper does not pay more than with the codes she had.
 */
export type Outcome = 'applied' | 'refused' | 'otherBetter';

export async function applyCode(code: string): Promise<Outcome> {
  const others = shopify.discountCodes.value.map((entry) => entry.code).filter((other) => !same(other, code));
  const before = total();
  const result = await shopify.applyDiscountCodeChange({ type: 'addDiscountCode', code });
  const displaced = others.filter((other) => !isInUse(other));
  if (result.type === 'error') return restore(code, displaced, others.length > 0 ? 'otherBetter' : 'refused');
  if (displaced.length > 0 && total() >= before) return restore(code, displaced, 'otherBetter');
  return 'applied';
}

export async function removeCode(code: string): Promise<void> {
  if (isInUse(code)) await shopify.applyDiscountCodeChange({ type: 'removeDiscountCode', code });
}

export function isInUse(code: string): boolean {
  return shopify.discountCodes.value.some((entry) => same(entry.code, code));
}

async function restore(code: string, displaced: string[], outcome: Outcome): Promise<Outcome> {
  await removeCode(code);
  for (const other of displaced)
    await shopify.applyDiscountCodeChange({ type: 'addDiscountCode', code: other });
  return outcome;
}

function total(): number {
  return shopify.cost.totalAmount.value.amount;
}

/** Shopify compares codes without regard to case. */
function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
