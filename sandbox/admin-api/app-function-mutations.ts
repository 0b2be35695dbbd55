/** Mutations on what functions of the app run: automatic discounts and cart validations. */
import { newDiscount } from '../store/new-discount.ts';
import { findFunction } from '../functions/bundle.ts';
import type { SandboxContext } from '../store/context.ts';
import { gid, nextId, numericId } from '../store/ids.ts';
import type { Discount, DiscountClass, Validation } from '../store/model.ts';
import { applyTerms, combinesOf, type DiscountInput, emitDiscount, userError } from './discount-mutations.ts';
import { setMetafields } from './mutations.ts';
import { discountNode } from './nodes/discount-node.ts';
import { metafieldFields, type Node } from './nodes/shared.ts';

type MetafieldInput = { namespace?: string | null; key: string; type?: string | null; value: string };
type AppDiscountInput = DiscountInput & {
  functionHandle?: string | null;
  discountClasses?: ('ORDER' | 'PRODUCT' | 'SHIPPING')[] | null;
  metafields?: MetafieldInput[] | null;
};
type ValidationInput = {
  functionHandle?: string | null;
  title?: string | null;
  enable?: boolean | null;
  blockOnFailure?: boolean | null;
  metafields?: MetafieldInput[] | null;
};

/** Shopify's answer to an app that was not listed publicly, on a plan below Plus. */
const PLUS_ONLY = 'Shop must be on a Shopify Plus plan to activate functions from a custom app.';

function runsFunctions({ config, faults }: SandboxContext): boolean {
  return config.plus && !faults.functionsRefused;
}

export function appFunctionMutations(context: SandboxContext): Record<string, unknown> {
  return {
    discountAutomaticAppCreate: ({ automaticAppDiscount }: { automaticAppDiscount: AppDiscountInput }) =>
      createDiscount(context, automaticAppDiscount),
    discountAutomaticAppUpdate: (args: { id: string; automaticAppDiscount: AppDiscountInput }) =>
      updateDiscount(context, args.id, args.automaticAppDiscount),
    validationCreate: ({ validation }: { validation: ValidationInput }) =>
      createValidation(context, validation),
    validationUpdate: (args: { id: string; validation: ValidationInput }) =>
      updateValidation(context, args.id, args.validation),
  };
}

function createDiscount(context: SandboxContext, input: AppDiscountInput) {
  const refuse = (field: string, code: string, message: string) => ({
    automaticAppDiscount: null,
    userErrors: [userError(['automaticAppDiscount', field], code, message)],
  });
  const { functionHandle, discountClasses } = input;
  if (!functionHandle || !findFunction(functionHandle)) {
    return refuse('functionHandle', 'INVALID', 'Function not found.');
  }
  if (!runsFunctions(context)) return refuse('functionHandle', 'INVALID', PLUS_ONLY);
  if (!input.title) return refuse('title', 'BLANK', "Title can't be blank");
  if (!discountClasses || discountClasses.length === 0) {
    return refuse('discountClasses', 'BLANK', "Discount classes can't be blank");
  }
  const now = context.clock.iso();
  const discount = newDiscount(now, {
    id: nextId(context.state, 'discount'),
    method: 'automatic',
    title: input.title,
    codes: [],
    value: { kind: 'function', handle: functionHandle, classes: discountClasses.map(classOf) },
    combinesWith: combinesOf(input),
    startsAt: input.startsAt ? new Date(input.startsAt).toISOString() : now,
  });
  applyTerms(context, discount, input);
  context.state.discounts.set(discount.id, discount);
  keepMetafields(context, gid('DiscountAutomaticNode', discount.id), input.metafields);
  emitDiscount(context, discount, 'discounts/create');
  return { automaticAppDiscount: shown(context, discount), userErrors: [] };
}

function updateDiscount(context: SandboxContext, id: string, input: AppDiscountInput) {
  const discount = context.state.discounts.get(numericId(id));
  if (discount?.value.kind !== 'function') {
    return {
      automaticAppDiscount: null,
      userErrors: [userError(['id'], 'INVALID', 'Discount does not exist')],
    };
  }
  if (!runsFunctions(context)) {
    return {
      automaticAppDiscount: null,
      userErrors: [userError(['automaticAppDiscount'], 'INVALID', PLUS_ONLY)],
    };
  }
  if (input.title) discount.title = input.title;
  if (input.discountClasses) discount.value.classes = input.discountClasses.map(classOf);
  if (input.combinesWith) discount.combinesWith = combinesOf(input);
  applyTerms(context, discount, input);
  keepMetafields(context, gid('DiscountAutomaticNode', discount.id), input.metafields);
  discount.updatedAt = context.clock.iso();
  emitDiscount(context, discount, 'discounts/update');
  return { automaticAppDiscount: shown(context, discount), userErrors: [] };
}

function classOf(name: 'ORDER' | 'PRODUCT' | 'SHIPPING'): DiscountClass {
  return name === 'ORDER' ? 'order' : name === 'PRODUCT' ? 'product' : 'shipping';
}

function shown(context: SandboxContext, discount: Discount): unknown {
  const { automaticDiscount } = discountNode(context, discount) as { automaticDiscount?: () => unknown };
  return automaticDiscount?.() ?? null;
}

function createValidation(context: SandboxContext, input: ValidationInput) {
  const { functionHandle } = input;
  if (!functionHandle || !findFunction(functionHandle) || !runsFunctions(context)) {
    const message = runsFunctions(context) ? 'Function not found.' : PLUS_ONLY;
    const error = {
      ...userError(['validation', 'functionHandle'], 'NOT_FOUND', message),
      __typename: 'ValidationUserError',
    };
    return { validation: null, userErrors: [error] };
  }
  const validation: Validation = {
    id: nextId(context.state, 'validation'),
    handle: functionHandle,
    title: input.title ?? functionHandle,
    enabled: input.enable ?? false,
    blockOnFailure: input.blockOnFailure ?? false,
  };
  context.state.validations.set(validation.id, validation);
  keepMetafields(context, gid('Validation', validation.id), input.metafields);
  return { validation: validationNode(context, validation), userErrors: [] };
}

function updateValidation(context: SandboxContext, id: string, input: ValidationInput) {
  const validation = context.state.validations.get(numericId(id));
  if (!validation) {
    const error = {
      ...userError(['id'], 'NOT_FOUND', 'Validation does not exist'),
      __typename: 'ValidationUserError',
    };
    return { validation: null, userErrors: [error] };
  }
  validation.enabled = input.enable ?? false;
  validation.blockOnFailure = input.blockOnFailure ?? false;
  if (input.title) validation.title = input.title;
  keepMetafields(context, gid('Validation', validation.id), input.metafields);
  return { validation: validationNode(context, validation), userErrors: [] };
}

export function validationNode(context: SandboxContext, validation: Validation): Node {
  const id = gid('Validation', validation.id);
  const { title, enabled, blockOnFailure } = validation;
  return { __typename: 'Validation', id, title, enabled, blockOnFailure, ...metafieldFields(context, id) };
}

function keepMetafields(
  context: SandboxContext,
  ownerId: string,
  metafields: MetafieldInput[] | null | undefined,
): void {
  if (!metafields || metafields.length === 0) return;
  const { userErrors } = setMetafields(
    context,
    metafields.map((one) => ({ ...one, ownerId })),
  );
  const [problem] = userErrors;
  if (problem) throw new Error(`sandbox: metafields of ${ownerId}: ${problem.message}`);
}
