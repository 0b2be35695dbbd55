/** Store credit and gift cards: what the store keeps of them, and the verbs. */
import type { SandboxContext } from './context.ts';
import { nextId } from './ids.ts';
import type { Customer, Id, Iso } from './model.ts';

export type GiftCard = {
  id: Id;
  /** In lower case. Shopify shows it once, when the card is made. */
  code: string;
  initialValue: number;
  balance: number;
  customerId: Id | null;
  note: string | null;
  /** A day. */
  expiresOn: string | null;
  createdAt: Iso;
};

export type CreditTransaction = {
  id: Id;
  customerId: Id;
  kind: 'credit' | 'debit';
  amount: number;
  balanceAfter: number;
  event: 'ADJUSTMENT' | 'ORDER_PAYMENT';
  expiresAt: Iso | null;
  createdAt: Iso;
};

export function moveCredit(
  context: SandboxContext,
  customer: Customer,
  move: Pick<CreditTransaction, 'kind' | 'amount' | 'event' | 'expiresAt'>,
): CreditTransaction {
  customer.storeCredit += move.kind === 'credit' ? move.amount : -move.amount;
  const transaction = {
    ...move,
    id: nextId(context.state, 'creditTransaction'),
    customerId: customer.id,
    balanceAfter: customer.storeCredit,
    createdAt: context.clock.iso(),
  };
  context.state.credits.push(transaction);
  context.changed();
  return transaction;
}

export function createGiftCard(
  context: SandboxContext,
  card: Pick<GiftCard, 'code' | 'initialValue' | 'customerId' | 'note' | 'expiresOn'>,
): GiftCard {
  const made = {
    ...card,
    id: nextId(context.state, 'giftCard'),
    code: card.code.toLowerCase(),
    balance: card.initialValue,
    createdAt: context.clock.iso(),
  };
  context.state.giftCards.set(made.id, made);
  context.changed();
  return made;
}

/** A card that can pay; codes are compared without regard to case. */
export function findGiftCard(context: SandboxContext, code: string): GiftCard | undefined {
  const wanted = code.trim().toLowerCase();
  return [...context.state.giftCards.values()].find((card) => card.code === wanted);
}

/** Takes what the card still has, at most the amount. @returns what it paid. */
export function payByGiftCard(context: SandboxContext, code: string, amount: number): number {
  const card = findGiftCard(context, code);
  const ended = card?.expiresOn && card.expiresOn < context.clock.iso().slice(0, 10);
  if (!card || ended) throw new Error('there is no such gift card');
  const paid = Math.min(card.balance, amount);
  card.balance -= paid;
  context.changed();
  return paid;
}
