/**
 * Takes referrals that are due one step on: a friend's order is looked at, a safe one gives the advocate her points, one that came
 * back takes them. What a referral has come to is a function of its facts, so a step that dies is simply taken again.
 */
import { now } from '#app/clock.ts';
import type { Program } from '#app/core/program/program.ts';
import { weightsOf } from '#app/core/program/referrals.ts';
import { judgeFraud } from '#app/core/referrals/checks.ts';
import { type Contact, type ContactKeys, contactKeys } from '#app/core/referrals/contact.ts';
import { followReferral, type ReferralOutcome, type ReferralState } from '#app/core/referrals/follow.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import { DAY_MS } from '#app/core/time.ts';
import { findOrderFacts } from '#app/db/orders.ts';
import { findMember } from '#app/db/member-state.ts';
import { listVersions } from '#app/db/programs.ts';
import {
  changeReferral,
  claimDueReferrals,
  findReferral,
  readFraudSigns,
  type Referral,
  type ReferralChange,
  saveReferralFailed,
} from '#app/db/referrals.ts';
import { findShop } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { log, messageOf } from '#app/log.ts';
import { withAccess } from '#app/services/admin-access.ts';
import { keyedHash } from '#app/services/contact-hash.ts';
import { recordFacts } from '#app/services/record-facts.ts';
import { type AdminAccess, ShopifyError } from '#app/shopify/admin-client.ts';
import { deleteCode, findCode } from '#app/shopify/discount-codes.ts';
import { readCustomerContact, readOrderContact } from '#app/shopify/read-contacts.ts';

const AT_ONCE = 8;
const LEASE_MS = 5 * 60_000;
const RETRY_MS = 60_000;
const RETRY_MS_MAX = 6 * 3_600_000;
/** So long staff find the discount of an order where Shopify shows it. */
const KEPT_DAYS = 7;
const FINAL: readonly ReferralState[] = ['expired', 'refused', 'rewarded', 'lost'];

/** @returns how many were looked at. */
export async function advanceReferrals(): Promise<number> {
  const due = await claimDueReferrals(now(), AT_ONCE, LEASE_MS);
  await Promise.all(due.map(guarded));
  return due.length;
}

async function guarded(referral: Referral): Promise<void> {
  const { shop, id, attempts } = referral;
  try {
    await advanceReferral(shop, id);
  } catch (error) {
    const wait = Math.min(RETRY_MS_MAX, RETRY_MS * 2 ** Math.min(attempts, 10));
    log.warn({ shop, referral: id, problem: messageOf(error) }, 'referral waits');
    await saveReferralFailed(shop, id, messageOf(error), new Date(now().getTime() + wait));
  }
}

/** @throws ShopifyError when the friend's order cannot be read now. */
export async function advanceReferral(shop: string, id: string): Promise<void> {
  const referral = await findReferral(shop, id);
  const row = await findShop(shop);
  if (!referral || !row || row.uninstalledAt) return;
  const program = (await listVersions(shop)).find((one) => one.version === referral.programVersion)?.config;
  if (!program) return;
  const order = referral.orderId === null ? null : await findOrderFacts(shop, referral.orderId);
  const seen = order !== null && referral.verdict === null ? await look(referral, order) : undefined;
  const moved = await transaction(async (tx) => {
    const judged = seen ? await judge(tx, { ...referral, ...orderOf(order) }, seen, program) : {};
    return move(tx, { referral: { ...referral, ...judged }, judged, order, program }, now());
  });
  if (moved === 'clean') await tidy(referral);
}

type Seen = { advocate: ContactKeys; friend: ContactKeys };

/** Outside the transaction: Shopify takes its time. */
async function look({ shop, advocateId }: Referral, order: OrderFacts): Promise<Seen> {
  const advocate = await transaction((tx) => findMember(tx, shop, advocateId));
  const customerId = advocate?.customerId ?? null;
  return withAccess(shop, async (access) => {
    const told = await readOrderContact(access, order.orderId);
    const asked = customerId === null ? null : await readCustomerContact(access, customerId);
    return {
      friend: contactKeys(told ?? nobody(order.customerId)),
      advocate: contactKeys(asked ?? nobody(customerId)),
    };
  });
}

function nobody(customerId: string | null): Contact {
  return { customerId, email: null, phone: null, firstName: null, lastName: null, address: null, ip: null };
}

function orderOf(order: OrderFacts | null) {
  return { orderId: order?.orderId ?? '', orderedAt: new Date(order?.occurredAt ?? 0) };
}

async function judge(
  tx: Transaction,
  referral: Referral & { orderId: string; orderedAt: Date },
  { advocate, friend }: Seen,
  program: Program,
): Promise<Pick<Referral, 'score' | 'verdict' | 'findings'> & { traces: string[] }> {
  const traces = tracesOf(referral.shop, friend);
  const signs = await readFraudSigns(tx, referral, traces);
  const { score, verdict, findings } = judgeFraud(
    {
      advocate,
      friend,
      friendOrdersBefore: signs.before,
      friendKnown: signs.known,
      friendsToday: signs.today,
      friendsThisMonth: signs.month,
    },
    { ...program.referrals.checks, weights: weightsOf(program.referrals) },
  );
  return { score, verdict, findings, traces };
}

/** By what the same friend is known again, as hashes that say nothing without the key. */
function tracesOf(shop: string, { mailbox, phone, name, door }: ContactKeys): string[] {
  const signs = { mailbox, phone, home: name && door ? `${name}|${door}` : null };
  return Object.entries(signs).flatMap(([kind, value]) =>
    value === null ? [] : [keyedHash(shop, `referral:${kind}:${value}`)],
  );
}

type Step = {
  /** With what was just found. */
  referral: Referral;
  judged: ReferralChange;
  order: OrderFacts | null;
  program: Program;
};

/** @returns `clean` when it is long over and its voucher may go. @throws when somebody was faster, to be tried again. */
async function move(tx: Transaction, step: Step, at: Date): Promise<'moved' | 'clean'> {
  const { referral, order, program } = step;
  const outcome = followReferral(
    {
      voucherEndsAt: referral.endsAt.getTime(),
      order,
      verdict: referral.verdict,
      decision: referral.decision,
      rewardedAt: referral.deedId === null ? null : (referral.rewardedAt?.getTime() ?? null),
      program,
      minimumMinor: referral.terms.minimumMinor,
    },
    at.getTime(),
  );
  const over = FINAL.includes(outcome.state);
  const wasOver = over && outcome.state === referral.state && Object.keys(step.judged).length === 0;
  const change: ReferralChange = {
    ...step.judged,
    state: outcome.state,
    dueAt: dueOf(outcome, over, wasOver, at),
    ...(await reward(tx, referral, outcome, at)),
  };
  if (!(await changeReferral(tx, referral, change))) throw new Error('the referral has changed meanwhile');
  return wasOver ? 'clean' : 'moved';
}

/** What is over is looked at once more, to take its voucher out of the merchant's list. */
function dueOf(outcome: ReferralOutcome, over: boolean, wasOver: boolean, at: Date): Date | null {
  if (over)
    return wasOver ? null : new Date(at.getTime() + (outcome.state === 'expired' ? 0 : KEPT_DAYS * DAY_MS));
  return outcome.dueAt === null ? null : new Date(outcome.dueAt);
}

/** The advocate's points are those of a deed, which counts or is withdrawn; each time they are given is a deed of its own. */
async function reward(
  tx: Transaction,
  referral: Referral,
  { earned }: ReferralOutcome,
  at: Date,
): Promise<ReferralChange> {
  const has = referral.deedId !== null;
  if (earned === has) return {};
  const shop = await findShop(referral.shop, tx);
  const advocate = await findMember(tx, referral.shop, referral.advocateId);
  // Who was forgotten gets nothing any more.
  if (!shop || !advocate || (earned && advocate.isGone)) return {};
  const rewards = earned ? referral.rewards + 1 : referral.rewards;
  const id = referral.deedId ?? `referral:${referral.id}:${rewards}`;
  const occurredAt = earned ? at : (referral.rewardedAt ?? at);
  const deed = {
    type: 'deed' as const,
    id,
    memberId: referral.advocateId,
    kind: 'referral' as const,
    name: null,
    occurredAt,
    withdrawnAt: earned ? null : at,
  };
  await recordFacts(tx, shop, [deed], at);
  return earned ? { deedId: id, rewards, rewardedAt: at } : { deedId: null };
}

async function tidy({ shop, voucherCode, discountId }: Referral): Promise<void> {
  try {
    await withAccess(shop, (access) =>
      removeVoucher({ ...access, kind: 'background' }, voucherCode, discountId),
    );
  } catch (error) {
    if (!(error instanceof ShopifyError)) throw error;
    log.warn({ shop, problem: error.message }, 'voucher of a friend not deleted');
  }
}

async function removeVoucher(access: AdminAccess, code: string, discountId: string | null): Promise<void> {
  if (discountId) return deleteCode(access, discountId);
  const found = await findCode(access, code);
  if (found?.title.endsWith(code)) await deleteCode(access, found.id);
}
