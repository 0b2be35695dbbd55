/** What the cart validations that are switched on say against a cart. */
import type { SandboxContext } from '../store/context.ts';
import { gid } from '../store/ids.ts';
import { findFunction } from './bundle.ts';
import { cartRoot, type FunctionCart, metafieldOf } from './cart-root.ts';
import { runFunction } from './run-function.ts';

type Answer = { operations: { validationAdd?: { errors: { message: string }[] } }[] };

/** Sentences for the buyer; empty when nothing keeps the cart from being bought. */
export function cartRefusals(context: SandboxContext, cart: FunctionCart): string[] {
  return [...context.state.validations.values()].flatMap((validation) => {
    const one = findFunction(validation.handle);
    if (!one || !validation.enabled) return [];
    const metafield = metafieldOf(context, gid('Validation', validation.id));
    const variables = one.variables && metafield(one.variables)?.['jsonValue'];
    const answer = runFunction<Answer>(
      one,
      'cart.validations.generate.run',
      { ...cartRoot(context, cart), validation: { metafield } },
      typeof variables === 'function' ? (variables as () => Record<string, unknown>)() : {},
    );
    return (answer?.operations ?? []).flatMap(({ validationAdd }) =>
      (validationAdd?.errors ?? []).map(({ message }) => message),
    );
  });
}
