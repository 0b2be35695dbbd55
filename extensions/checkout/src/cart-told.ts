/** What the checkout holds, as the app and the offers need it. */
import type { CartTold } from '../../../app/core/contracts/proxy.ts';
import type { PublicProgram } from '../../../app/core/contracts/public-program.ts';

const CODES_MAX = 10;

/** Codes with what each saves, on single lines and on the whole: the app says before points are set aside which one goes. */
export function cartTold({ exponent }: Pick<PublicProgram, 'exponent'>): CartTold {
  const { amount, currencyCode } = shopify.cost.subtotalAmount.value;
  const minor = (major: number) => Math.round(major * 10 ** exponent);
  const codes = shopify.discountCodes.value
    .slice(0, CODES_MAX)
    .map(({ code }) => ({ code, savesMinor: minor(savedBy(code)) }));
  return {
    subtotalMinor: minor(amount),
    currency: currencyCode,
    ...(codes.length > 0 ? { codes } : {}),
  };
}

/** Minor units of the program's currency; null when the checkout is in another. */
export function subtotalIn(program: Pick<PublicProgram, 'exponent' | 'currency'>): number | null {
  const { amount, currencyCode } = shopify.cost.subtotalAmount.value;
  return currencyCode === program.currency ? Math.round(amount * 10 ** program.exponent) : null;
}

/** Ids of the variants in the checkout, without Shopify's prefix. */
export function variantsHeld(): string[] {
  return shopify.lines.value.map((line) => line.merchandise.id.replace(/^.*\//, ''));
}

function savedBy(code: string): number {
  const allocations = [
    ...shopify.discountAllocations.value,
    ...shopify.lines.value.flatMap((line) => line.discountAllocations),
  ];
  return allocations
    .filter((one) => one.type === 'code' && one.code.toLowerCase() === code.toLowerCase())
    .reduce((sum, { discountedAmount }) => sum + discountedAmount.amount, 0);
}
