/** Store credit and gift cards in the Admin API, with Shopify's refusals. Neither mutation is idempotent, as at Shopify. */
import type { SandboxContext } from '../store/context.ts';
import { gid, gidType, numericId } from '../store/ids.ts';
import type { Customer } from '../store/model.ts';
import { parseMinor } from '../store/money.ts';
import {
  createGiftCard,
  type CreditTransaction,
  findGiftCard,
  type GiftCard,
  moveCredit,
} from '../store/stored-value.ts';
import { connection, type PageArguments } from './connection.ts';
import { moneyNode, type Node } from './nodes/shared.ts';
import { search } from './search.ts';

type Money = { amount: string | number; currencyCode: string };
type CreditInput = { creditAmount: Money; expiresAt?: string | null; notify?: boolean | null };
type GiftCardInput = {
  code?: string | null;
  customerId?: string | null;
  expiresOn?: string | null;
  initialAmount?: Money | null;
  note?: string | null;
};

export function storedValueQueries(context: SandboxContext): Record<string, unknown> {
  const cards = () => [...context.state.giftCards.values()];
  return {
    storeCreditConfiguration: () => ({
      __typename: 'StoreCreditConfiguration',
      storeCreditEnabled: !context.faults.storeCreditOff,
    }),
    giftCards: (args: PageArguments & { query?: string | null }) => {
      const found = search(cards(), args.query, { id: (card) => card.id }, (card) => [card.code]);
      return connection(
        found,
        args,
        (card) => card.id,
        (card) => giftCardNode(context, card),
      );
    },
    giftCard: ({ id }: { id: string }) => {
      const card = context.state.giftCards.get(numericId(id));
      return card ? giftCardNode(context, card) : null;
    },
  };
}

export function storedValueMutations(context: SandboxContext): Record<string, unknown> {
  return {
    storeCreditAccountCredit: (args: { id: string; creditInput: CreditInput }) =>
      credit(context, args.id, args.creditInput),
    giftCardCreate: ({ input }: { input: GiftCardInput }) => giftCardCreate(context, input),
  };
}

function credit(context: SandboxContext, id: string, input: CreditInput) {
  const { currency } = context.config;
  const { amount, currencyCode } = input.creditAmount;
  const customer = context.state.customers.get(numericId(id));
  const refuse = (field: string[], code: string, message: string) => ({
    storeCreditAccountTransaction: null,
    userErrors: [{ __typename: 'StoreCreditAccountCreditUserError', field, code, message }],
  });
  if (gidType(id) !== 'Customer') throw new Error('sandbox: credit goes to a customer, never to an account');
  if (!customer) return refuse(['id'], 'OWNER_NOT_FOUND', 'Owner does not exist');
  if (currencyCode !== currency)
    return refuse(['creditInput', 'creditAmount', 'currencyCode'], 'UNSUPPORTED_CURRENCY', 'Unsupported');
  if (Number(amount) <= 0)
    return refuse(
      ['creditInput', 'creditAmount', 'amount'],
      'NEGATIVE_OR_ZERO_AMOUNT',
      'A positive amount is needed',
    );
  if (input.expiresAt && Date.parse(input.expiresAt) <= context.clock.now().getTime())
    return refuse(['creditInput', 'expiresAt'], 'EXPIRES_AT_IN_PAST', 'The expiry must be in the future');
  const transaction = moveCredit(context, customer, {
    kind: 'credit',
    amount: parseMinor(amount, currency),
    event: 'ADJUSTMENT',
    expiresAt: input.expiresAt ? new Date(input.expiresAt).toISOString() : null,
  });
  return { storeCreditAccountTransaction: creditNode(context, customer, transaction), userErrors: [] };
}

/** A customer's one account, once anything has moved on it. */
export function creditAccounts(context: SandboxContext, customer: Customer, owner: () => Node): Node[] {
  const moved = context.state.credits.filter((one) => one.customerId === customer.id);
  if (moved.length === 0 && customer.storeCredit === 0) return [];
  return [
    {
      __typename: 'StoreCreditAccount',
      id: gid('StoreCreditAccount', customer.id),
      balance: moneyNode(customer.storeCredit, context.config.currency),
      owner,
      transactions: (args: PageArguments & { query?: string | null; sortKey?: string | null }) => {
        if (args.query) throw new Error('sandbox: search in store credit is not simulated');
        return connection(
          moved,
          args,
          (one) => one.id,
          (one) => creditNode(context, customer, one),
        );
      },
    },
  ];
}

function creditNode(context: SandboxContext, customer: Customer, one: CreditTransaction): Node {
  const { currency } = context.config;
  const type =
    one.kind === 'credit' ? 'StoreCreditAccountCreditTransaction' : 'StoreCreditAccountDebitTransaction';
  return {
    __typename: type,
    id: gid(type, one.id),
    amount: moneyNode(one.kind === 'credit' ? one.amount : -one.amount, currency),
    balanceAfterTransaction: moneyNode(one.balanceAfter, currency),
    createdAt: one.createdAt,
    expiresAt: one.expiresAt,
    event: one.event,
    origin: null,
    account: () => ({
      __typename: 'StoreCreditAccount',
      id: gid('StoreCreditAccount', customer.id),
      balance: moneyNode(customer.storeCredit, currency),
    }),
  };
}

function giftCardCreate(context: SandboxContext, input: GiftCardInput) {
  const { currency } = context.config;
  const refuse = (field: string, code: string, message: string) => ({
    giftCard: null,
    giftCardCode: null,
    userErrors: [{ __typename: 'GiftCardUserError', field: ['input', field], code, message }],
  });
  const code = input.code ?? `sandbox${context.state.giftCards.size}`;
  if (code.length < 8) return refuse('code', 'TOO_SHORT', 'Code is too short (minimum is 8 characters)');
  if (code.length > 20) return refuse('code', 'TOO_LONG', 'Code is too long (maximum is 20 characters)');
  if (!/^[a-z0-9]+$/i.test(code))
    return refuse('code', 'INVALID', 'Code can only contain letters and numbers');
  if (findGiftCard(context, code)) return refuse('code', 'TAKEN', 'Code has already been taken');
  const value = input.initialAmount;
  if (!value || value.currencyCode !== currency || Number(value.amount) <= 0)
    return refuse('initialAmount', 'GREATER_THAN', 'Initial value must be greater than 0');
  const customerId = input.customerId ? numericId(input.customerId) : null;
  if (customerId !== null && !context.state.customers.has(customerId))
    return refuse('customerId', 'CUSTOMER_NOT_FOUND', 'The customer could not be found.');
  const card = createGiftCard(context, {
    code,
    customerId,
    initialValue: parseMinor(value.amount, currency),
    note: input.note ?? null,
    expiresOn: input.expiresOn ?? null,
  });
  return { giftCard: giftCardNode(context, card), giftCardCode: card.code, userErrors: [] };
}

function giftCardNode(context: SandboxContext, card: GiftCard): Node {
  const { currency } = context.config;
  const last = card.code.slice(-4);
  return {
    __typename: 'GiftCard',
    id: gid('GiftCard', card.id),
    lastCharacters: last,
    maskedCode: `•••• •••• •••• ${last}`,
    balance: moneyNode(card.balance, currency),
    initialValue: moneyNode(card.initialValue, currency),
    note: card.note,
    expiresOn: card.expiresOn,
    enabled: true,
    deactivatedAt: null,
    createdAt: card.createdAt,
  };
}
