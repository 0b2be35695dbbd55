/** News of people who asked to be forgotten: what counts of it is taken, who it was is not. */
import { findErased } from '#app/db/erasure.ts';
import { blankDeliveries, type InboxEvent } from '#app/db/inbox.ts';
import { findByCodes } from '#app/db/redemptions.ts';
import type { Transaction } from '#app/db/transaction.ts';
import { customerHash } from '#app/services/contact-hash.ts';
import type { OrderInput } from '#app/services/reconcile-orders.ts';

/** The orders without the people that are forgotten, and which orders these are. */
export async function forgetBuyers(
  tx: Transaction,
  shop: string,
  inputs: OrderInput[],
): Promise<{ inputs: OrderInput[]; forgotten: Set<string> }> {
  const buyers = inputs.flatMap(({ facts }) => facts.customerId ?? []);
  const orderIds = inputs.map(({ facts }) => facts.orderId);
  const erased = await findErased(tx, shop, {
    customerHashes: [...new Set(buyers)].map((id) => customerHash(shop, id)),
    orderIds: [...new Set(orderIds)],
  });
  const isForgotten = ({ facts }: OrderInput) =>
    erased.orderIds.has(facts.orderId) ||
    (facts.customerId !== null && erased.customerHashes.has(customerHash(shop, facts.customerId)));
  const theirs = inputs.filter(isForgotten);
  if (theirs.length === 0) return { inputs, forgotten: new Set() };
  const codes = theirs.flatMap(({ facts }) => facts.codes.map(({ code }) => code));
  const ours = await findByCodes(tx, shop, codes);
  const isOurs = (code: string) => ours.has(code.toUpperCase());
  return {
    inputs: inputs.map((input) => (isForgotten(input) ? withoutBuyer(input, isOurs) : input)),
    forgotten: new Set(theirs.map(({ facts }) => facts.orderId)),
  };
}

function withoutBuyer(input: OrderInput, isOurs: (code: string) => boolean): OrderInput {
  const { facts } = input;
  const lines = facts.lines.map((line) => (line.productId === null ? { ...line, title: '' } : line));
  const codes = facts.codes.filter(({ code }) => isOurs(code));
  return { ...input, profile: null, facts: { ...facts, customerId: null, lines, codes } };
}

/** Settled deliveries about people who are forgotten, or about their orders, lose what they say, whatever became of them. */
export async function blankForgotten(tx: Transaction, shop: string, events: InboxEvent[]): Promise<void> {
  const hashOf = ({ topic, resourceId }: InboxEvent) =>
    topic.startsWith('customer') && resourceId !== null ? customerHash(shop, resourceId) : null;
  const erased = await findErased(tx, shop, {
    customerHashes: [...new Set(events.flatMap((event) => hashOf(event) ?? []))],
    orderIds: [...new Set(events.flatMap((event) => (hashOf(event) ? [] : (event.resourceId ?? []))))],
  });
  const named = events.filter((event) => {
    const hash = hashOf(event);
    return hash === null ? erased.orderIds.has(event.resourceId ?? '') : erased.customerHashes.has(hash);
  });
  await blankDeliveries(tx, named);
}

/** Of some customers, those that are forgotten. */
export async function findForgotten(
  tx: Transaction,
  shop: string,
  customerIds: string[],
): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set();
  const hashes = customerIds.map((id) => customerHash(shop, id));
  const { customerHashes } = await findErased(tx, shop, { customerHashes: hashes, orderIds: [] });
  return new Set(customerIds.filter((_, index) => customerHashes.has(hashes[index] ?? '')));
}
