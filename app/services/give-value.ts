/**
 * The second step of a redemption that gives value: store credit or a gift card, captured as soon as it is given. One
 * attempt at a time; after an attempt whose end is unknown, what was given is looked up before anything is given again.
 * What cannot be told is parked for staff: nothing is ever given twice.
 */
import { minorOf } from '#app/core/earning/award.ts';
import { currencyExponent, formatMinor } from '#app/core/money.ts';
import type { ValueReward } from '#app/core/program/rewards.ts';
import { creditEnd, findOurCredit, PARKED } from '#app/core/redemption/credit-mark.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { DAY_MS } from '#app/core/time.ts';
import {
  claimEffect,
  findGranted,
  listOpen,
  type Redemption,
  updateRedemption,
} from '#app/db/redemptions.ts';
import { transaction } from '#app/db/transaction.ts';
import { log } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { captureValue } from '#app/services/capture-value.ts';
import { releaseRedemption } from '#app/services/release-redemption.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import {
  type Amount,
  findGiftCard,
  giveGiftCard,
  giveStoreCredit,
  type GiveOutcome,
  isStoreCreditOn,
  listCredits,
} from '#app/shopify/stored-value.ts';

/** Longer than one attempt with all its waits may take, so that a late effect is never overtaken by a look. */
const LEASE_SECONDS = { storeCredit: 300, giftCard: 30 } as const;
/** Shopify's clock may be behind ours by so much. */
const CLOCK_MARGIN_MS = 300_000;

type ValueRedemption = Redemption & { reward: ValueReward };
type Attempt = {
  redemption: ValueRedemption;
  customerId: string;
  amount: Amount;
  /** Whether an earlier attempt may have given the value. */
  tried: boolean;
};
type Outcome = GiveOutcome | 'unclear';

/** Rejections: `redemption-refused` (points are back), `redemption-delayed` (it goes on), `redemption-parked`. */
export async function giveValue(
  redemption: ValueRedemption,
  customerId: string,
  currency: string,
): Promise<Result<null>> {
  const { kind } = redemption.reward;
  const claim = await claimEffect(redemption, customerId, LEASE_SECONDS[kind]);
  if (!claim) return rejected('redemption-delayed');
  // A member merged or erased meanwhile has another account, in which the first attempt cannot be seen.
  if (claim.target !== customerId) return park(redemption);
  const amount = { amount: decimal(redemption.reward.amount, currency), currency };
  const attempt = { redemption, customerId, amount, tried: claim.tried };
  try {
    const outcome = await withAccess(redemption.shop, (access) =>
      kind === 'storeCredit' ? attemptCredit(access, attempt) : attemptGiftCard(access, attempt),
    );
    return await settle(redemption, outcome);
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    return delay(redemption, error);
  }
}

async function attemptCredit(access: AdminAccess, attempt: Attempt): Promise<Outcome> {
  const { redemption, customerId, amount, tried } = attempt;
  const endsAt = creditEnd(redemption, redemption.reward.expiresInDays);
  if (tried) {
    const search = await searchCredit(access, attempt, endsAt);
    if (search.found === 'ours') return { given: true, id: search.id };
    if (search.found === 'unclear') return 'unclear';
  }
  if (!(await isStoreCreditOn(access))) return { given: false, message: 'store credit is switched off' };
  try {
    return await giveStoreCredit(access, { customerId, amount, endsAt });
  } catch (error) {
    if (!(error instanceof ShopifyError) || error.outcome !== 'unknown') throw refusedOr(error);
    // The answer was lost. Seen at once it is done at once; not seen, it may still be on its way.
    const search = await searchCredit(access, attempt, endsAt).catch(() => undefined);
    if (search?.found === 'ours') return { given: true, id: search.id };
    throw error;
  }
}

async function searchCredit(access: AdminAccess, { redemption, customerId, amount }: Attempt, mark: Date) {
  const { shop, memberId, id, createdAt } = redemption;
  const since = new Date(createdAt.getTime() - CLOCK_MARGIN_MS);
  const all = await listCredits(access, { customerId, amount, since });
  if (!all) return { found: 'unclear' } as const;
  const granted = await findGranted(
    redemption,
    all.map((credit) => credit.id),
  );
  const open = (await listOpen(shop, memberId)).filter((one) => one.id !== id);
  const others = open.flatMap((one) =>
    one.reward.kind === 'storeCredit' ? [creditEnd(one, one.reward.expiresInDays)] : [],
  );
  return findOurCredit(
    all.filter((credit) => !granted.includes(credit.id)),
    mark,
    others,
  );
}

/**
 * The code is unique at Shopify: creating the card again meets an earlier attempt. A refusal proves nothing once an
 * attempt may have made it.
 */
async function attemptGiftCard(
  access: AdminAccess,
  { redemption, customerId, amount, tried }: Attempt,
): Promise<Outcome> {
  const { code, id, createdAt, reward } = redemption;
  const endsOn = new Date(createdAt.getTime() + reward.expiresInDays * DAY_MS).toISOString().slice(0, 10);
  const card = { code, customerId, amount, endsOn, note: `Treuwerk ${id}` };
  try {
    const outcome = await giveGiftCard(access, card);
    if (outcome.given || !tried) return outcome;
    const existing = await findGiftCard(access, card);
    return existing ? { given: true, id: existing } : 'unclear';
  } catch (error) {
    throw tried ? error : refusedOr(error);
  }
}

/** Shopify does not let the app do this: no repeat will help, and nothing was given by this call. */
class AccessDenied extends ShopifyError {}

function refusedOr(error: unknown): unknown {
  const denied =
    error instanceof ShopifyError && error.outcome === 'refused' && /access denied/i.test(error.message);
  return denied ? new AccessDenied('refused', error.message) : error;
}

async function settle(redemption: ValueRedemption, outcome: Outcome): Promise<Result<null>> {
  if (outcome === 'unclear') return park(redemption);
  if (outcome.given) {
    await captureValue(redemption.shop, redemption.id, outcome.id);
    return ok(null);
  }
  return giveUp(redemption, outcome.message);
}

async function giveUp({ shop, id }: ValueRedemption, problem: string): Promise<Result<null>> {
  log.warn({ shop, redemption: id, problem }, 'value refused');
  await releaseRedemption(shop, id, 'refused');
  return rejected('redemption-refused');
}

async function delay(redemption: ValueRedemption, error: ShopifyError): Promise<Result<null>> {
  const { shop, id, attempts, reward } = redemption;
  // Denied was the call that gives, and no earlier one had an effect.
  if (error instanceof AccessDenied) return giveUp(redemption, error.message);
  log.warn({ shop, redemption: id, problem: error.message }, 'value delayed');
  const wait = LEASE_SECONDS[reward.kind] * 1_000 * 2 ** Math.min(attempts, 4);
  await transaction((tx) =>
    updateRedemption(tx, redemption, {
      nextAttemptAt: new Date(Date.now() + Math.min(1_800_000, wait)),
      lastError: error.message.slice(0, 500),
    }),
  );
  return rejected('redemption-delayed');
}

async function park(redemption: ValueRedemption): Promise<Result<null>> {
  const { shop, id } = redemption;
  log.error({ shop, redemption: id, alarm: true }, 'a value may have been given: staff must look');
  await transaction((tx) => updateRedemption(tx, redemption, { nextAttemptAt: null, lastError: PARKED }));
  return rejected('redemption-parked');
}

function decimal(amount: string, currency: string): string {
  return formatMinor(minorOf(amount, currency), currencyExponent(currency));
}
