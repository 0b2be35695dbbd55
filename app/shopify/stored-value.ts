/**
 * Store credit and gift cards at Shopify, neither of which knows idempotency. A gift card's code is unique, so a repeat
 * meets itself; a credit must be looked up before it is given again.
 */
import type { SeenCredit } from '#app/core/redemption/credit-mark.ts';
import { type AdminAccess, requestAdmin, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  FindGiftCardDocument,
  GiveGiftCardDocument,
  GiveStoreCreditDocument,
  StoreCreditsOfDocument,
  StoreCreditSwitchDocument,
} from '#app/shopify/generated/admin-api.ts';
import { gid } from '#app/shopify/json.ts';

/** Decimal text in major units. */
export type Amount = { amount: string; currency: string };
export type GiveOutcome = { given: true; id: string } | { given: false; message: string };

/** @throws ShopifyError */
export async function isStoreCreditOn(access: AdminAccess): Promise<boolean> {
  const answer = await requestAdmin(access, StoreCreditSwitchDocument, {}, { repeatable: true });
  return answer.storeCreditConfiguration.storeCreditEnabled;
}

/** @throws ShopifyError; unless it says `refused`, the credit may have been given. */
export async function giveStoreCredit(
  access: AdminAccess,
  credit: { customerId: string; amount: Amount; endsAt: Date },
): Promise<GiveOutcome> {
  const { amount, currency } = credit.amount;
  const { storeCreditAccountCredit: payload } = await requestAdmin(
    access,
    GiveStoreCreditDocument,
    {
      id: gid('Customer', credit.customerId),
      credit: {
        creditAmount: { amount, currencyCode: currency as 'EUR' },
        expiresAt: credit.endsAt.toISOString(),
      },
    },
    { repeatable: false },
  );
  return outcomeOf(payload?.userErrors ?? [], payload?.storeCreditAccountTransaction?.id);
}

/**
 * Credits of the amount that the customer was given by hand or by an app since then.
 * @returns undefined when the account holds more transactions than can be looked through. @throws ShopifyError
 */
export async function listCredits(
  access: AdminAccess,
  wanted: { customerId: string; amount: Amount; since: Date },
): Promise<SeenCredit[] | undefined> {
  const id = gid('Customer', wanted.customerId);
  const { customer } = await requestAdmin(access, StoreCreditsOfDocument, { id }, { repeatable: true });
  const credits: SeenCredit[] = [];
  for (const account of customer?.storeCreditAccounts.nodes ?? []) {
    const { nodes, pageInfo } = account.transactions;
    const recent = nodes.filter((one) => Date.parse(String(one.createdAt)) >= wanted.since.getTime());
    if (recent.length === nodes.length && pageInfo.hasNextPage) return undefined;
    for (const one of recent) {
      if (one.__typename !== 'StoreCreditAccountCreditTransaction' || one.event !== 'ADJUSTMENT') continue;
      if (one.amount.currencyCode !== wanted.amount.currency) continue;
      if (Number(one.amount.amount) !== Number(wanted.amount.amount)) continue;
      credits.push({ id: one.id, endsAt: one.expiresAt ? new Date(String(one.expiresAt)) : null });
    }
  }
  return credits;
}

/** Creates the gift card, or finds that it exists already. @throws ShopifyError when the outcome is unknown. */
export async function giveGiftCard(
  access: AdminAccess,
  card: { code: string; customerId: string; amount: Amount; endsOn: string; note: string },
): Promise<GiveOutcome> {
  const { amount, currency } = card.amount;
  const { giftCardCreate: payload } = await requestAdmin(
    access,
    GiveGiftCardDocument,
    {
      input: {
        code: card.code,
        customerId: gid('Customer', card.customerId),
        initialAmount: { amount, currencyCode: currency as 'EUR' },
        expiresOn: card.endsOn,
        note: card.note,
      },
    },
    { repeatable: false },
  );
  const taken = payload?.userErrors.some(({ code }) => code === 'TAKEN');
  if (!taken) return outcomeOf(payload?.userErrors ?? [], payload?.giftCard?.id);
  const existing = await findGiftCard(access, card);
  // Shopify's search may lag behind: a code that is taken but not found is asked for again.
  if (!existing) throw new ShopifyError('unknown', 'the gift card exists and was not found yet');
  return { given: true, id: existing };
}

/** The card that an earlier attempt has made; Shopify's search may lag behind. @throws ShopifyError */
export async function findGiftCard(
  access: AdminAccess,
  { code, note }: { code: string; note: string },
): Promise<string | undefined> {
  const { giftCards } = await requestAdmin(
    access,
    FindGiftCardDocument,
    { query: code },
    { repeatable: true },
  );
  const last = code.slice(-4).toLowerCase();
  return giftCards.nodes.find((one) => one.note === note && one.lastCharacters.toLowerCase() === last)?.id;
}

function outcomeOf(problems: { message: string }[], id: string | undefined): GiveOutcome {
  const [problem] = problems;
  if (problem) return { given: false, message: problem.message };
  if (!id) throw new ShopifyError('unknown', 'Shopify named neither what it gave nor an error');
  return { given: true, id };
}
