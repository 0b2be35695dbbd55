/** Target `cart.validations.generate.run`: exclusive goods are kept for those whom they are for. */
import type { AccessRule, ExclusiveAccess } from '../../../app/core/contracts/exclusive-access.ts';
import type { CartValidationsGenerateRunResult } from '../generated/answer.ts';
import type { CartQuery } from '../generated/input.ts';
import { mayBuy, refusalOf } from './access.ts';

export function cartValidationsGenerateRun(input: CartQuery): CartValidationsGenerateRunResult {
  const { cart, validation, localization } = input;
  const config = validation.metafield?.jsonValue as ExclusiveAccess | undefined;
  const rule = config?.v === 1 ? config.rule : null;
  if (!rule || !holdsExclusive(cart.lines, rule)) return { operations: [] };
  const identity = cart.buyerIdentity;
  const known = identity?.isAuthenticated === true || cart.retailLocation != null;
  const customer = known ? identity?.customer : undefined;
  const visitor = { tierId: customer?.tier?.value, segment: customer?.segment?.value };
  if (mayBuy(rule, visitor)) return { operations: [] };
  const error = { message: refusalOf(rule, localization.language.isoCode), target: '$.cart' };
  return { operations: [{ validationAdd: { errors: [error] } }] };
}

function holdsExclusive(lines: CartQuery['cart']['lines'], { products }: AccessRule): boolean {
  for (const { merchandise } of lines) {
    if (!('product' in merchandise)) continue;
    const { id, inAnyCollection } = merchandise.product;
    if (inAnyCollection || products.includes(id)) return true;
  }
  return false;
}
