/**
 * A member turns points into a reward: points are reserved, then the code is made at Shopify. Whatever happens in
 * between, the redemption is either finished or released by `advanceRedemption`; the same key never redeems twice.
 */
import { createHash, randomUUID } from 'node:crypto';
import { now } from '#app/clock.ts';
import type { CartTold } from '#app/core/contracts/proxy.ts';
import { invariant } from '#app/core/invariant.ts';
import { lotOf, reservationOf } from '#app/core/ledger/lots.ts';
import { redemptionSource, reservePoints } from '#app/core/ledger/redeem-points.ts';
import type { MemberState } from '#app/core/ledger/state.ts';
import type { Program, Reward } from '#app/core/program/program.ts';
import { isValue, manyOf, type StoredReward } from '#app/core/program/rewards.ts';
import { isThereFor } from '#app/core/program/stage.ts';
import { checkCart } from '#app/core/redemption/cart-refusal.ts';
import { ok, rejected, type Result } from '#app/core/result.ts';
import { DAY_MS } from '#app/core/time.ts';
import { appendBooks, openBooks, type OpenBooks, record } from '#app/db/books.ts';
import { findMemberId, markStandingsStale } from '#app/db/members.ts';
import { isBlocked } from '#app/db/member-state.ts';
import { findHousemates } from '#app/db/households.ts';
import { listVersions, type ProgramVersion, versionAt } from '#app/db/programs.ts';
import { findByKey, insertRedemption, listOpen, type Redemption } from '#app/db/redemptions.ts';
import { findShop, type ShopRow } from '#app/db/shops.ts';
import { type Transaction, transaction } from '#app/db/transaction.ts';
import { fulfilRedemption } from '#app/services/fulfil-redemption.ts';
import { hashOf } from '#app/services/hash-of.ts';
import { lettersOf } from '#app/services/letters-of.ts';
import { poolPoints } from '#app/services/pool-points.ts';
import { weighCodes } from '#app/services/weigh-codes.ts';

/** Open codes per member; more would only pile up unused. */
const OPEN_REDEMPTIONS_MAX = 5;
/** Until then the request itself finishes the redemption; later the background does. */
const REQUEST_LEASE_MS = 120_000;

export type RedeemCommand = {
  shop: string;
  customerId: string;
  rewardId: string;
  idempotencyKey: string;
  /** Which of a free product's variants; the first unless told. */
  variantId?: string | undefined;
  /** How many units of a reward that can be had several times at once. */
  units?: number | undefined;
  /** She knows that another code of her cart will go. */
  replace?: boolean | undefined;
  /** As the shopper's browser tells it; it can only refuse. */
  cart?: CartTold | undefined;
  surface: 'proxy' | 'checkout' | 'pos' | 'account' | 'flow';
  /** Who gave the command, when it was not the member herself. */
  actor?: string;
};

export type Redeemed = {
  redemptionId: string;
  kind: Reward['kind'];
  code: string;
  points: number;
  endsAt: string;
  variantId: string | null;
};

export async function redeem(command: RedeemCommand): Promise<Result<Redeemed>> {
  const shop = await findShop(command.shop);
  if (!shop || shop.uninstalledAt) return rejected('shop-unknown');
  const offer = await findOffer(command, shop.currency);
  if (!offer.ok) return offer;
  const memberId = await findMemberId(command.shop, command.customerId);
  if (memberId === undefined)
    return rejected('points-insufficient', { needed: offer.value.reward.points, available: 0 });
  const weighed = await weigh(command, offer.value, memberId);
  if (!weighed.ok) return weighed;
  const reserved = await transaction((tx) => reserve(tx, command, offer.value, memberId));
  if (!reserved.ok) return reserved;
  return finish(reserved.value, command.customerId, shop);
}

type Offer = { reward: StoredReward; version: ProgramVersion; currency: string };

async function findOffer(command: RedeemCommand, currency: string): Promise<Result<Offer>> {
  const version = versionAt(await listVersions(command.shop), now().getTime());
  if (!version) return rejected('program-missing');
  if (!isThereFor(version.config, command.customerId)) return rejected('program-missing');
  if (!version.config.active) return rejected('program-paused');
  const reward = version.config.rewards.find((one) => one.id === command.rewardId && one.active);
  const chosen = reward && choose(reward, command.variantId, command.units ?? 1);
  return chosen ? ok({ reward: chosen, version, currency }) : rejected('reward-unknown');
}

/** Codes in her cart do not matter to what is given at once, nor to a repeat, whose own code they hold perhaps. */
async function weigh(command: RedeemCommand, offer: Offer, memberId: number): Promise<Result<null>> {
  const { shop, idempotencyKey, cart, replace } = command;
  const { reward, currency, version } = offer;
  if (replace || isValue(reward) || !cart?.codes?.length) return ok(null);
  if (await findByKey(shop, memberId, idempotencyKey)) return ok(null);
  const isForCertainGoods = version.config.redemption.onlyCollections !== undefined;
  return weighCodes({ shop, currency, reward, isForCertainGoods, cart });
}

/** The reward as it will be kept with the redemption: all its units, and of a free product the one variant that she gets. */
function choose(reward: Reward, variantId: string | undefined, units: number): StoredReward | undefined {
  if (units !== 1) return reward.kind === 'amountOff' ? manyOf(reward, units) : undefined;
  if (reward.kind !== 'product') return reward;
  const [first] = reward.variantIds;
  const wanted = variantId ?? first;
  return wanted && reward.variantIds.includes(wanted) ? { ...reward, variantIds: [wanted] } : undefined;
}

async function reserve(
  tx: Transaction,
  command: RedeemCommand,
  { reward, version, currency }: Offer,
  memberId: number,
): Promise<Result<Redemption>> {
  const { shop, idempotencyKey } = command;
  const at = now();
  const pooling = version.config.people.householdMembersMax > 0;
  const mates = pooling ? await findHousemates(tx, shop, memberId) : [];
  const all = await openBooks(tx, shop, [memberId, ...mates], at);
  const books = all.get(memberId);
  invariant(books, 'a member has a balance');
  const others = [...all.values()].filter((one) => one !== books);
  const { rewardId, variantId, units } = command;
  const several = units === undefined || units === 1 ? {} : { units };
  const inputHash = hashOf({ rewardId, ...(variantId === undefined ? {} : { variantId }), ...several });
  const earlier = await findByKey(shop, memberId, idempotencyKey, tx);
  if (earlier) return earlier.inputHash === inputHash ? ok(earlier) : rejected('key-reused');
  // To her it is as if the program paused.
  if (await isBlocked(tx, shop, memberId)) return rejected('program-paused');
  const fits = checkCart(reward, command.cart, currency);
  if (!fits.ok) return fits;
  const open = await listOpen(shop, memberId, tx);
  if (open.length >= OPEN_REDEMPTIONS_MAX) return rejected('redemptions-too-many');
  return place(tx, command, { reward, version }, { books, others }, inputHash, at);
}

async function place(
  tx: Transaction,
  command: RedeemCommand,
  { reward, version }: Pick<Offer, 'reward' | 'version'>,
  { books, others }: { books: OpenBooks; others: OpenBooks[] },
  inputHash: string,
  at: Date,
): Promise<Result<Redemption>> {
  const id = randomUUID();
  const source = redemptionSource(id);
  const context = {
    key: `${source}:reserve`,
    inputHash,
    now: at.getTime(),
    occurredAt: at.getTime(),
    actor: command.actor ?? 'member',
    programVersion: version.version,
  };
  if (others.length > 0) poolPoints(books, others, reward.points, context);
  const booking = reservePoints(books.state, { id, points: reward.points }, context);
  if (!booking.ok) return booking;
  record(books, booking.value);
  const redemption: Redemption = {
    shop: command.shop,
    id,
    memberId: books.memberId,
    rewardId: reward.id,
    reward,
    programVersion: version.version,
    points: reward.points,
    idempotencyKey: command.idempotencyKey,
    inputHash,
    surface: command.surface,
    code: codeOf(command.shop, id, reward.kind),
    state: 'reserved',
    discountId: null,
    createdAt: at,
    endsAt: endOf(books.state, source, at, version.config),
    orderId: null,
    captured: 0,
    released: 0,
    restored: 0,
    revision: 0,
    attempts: 0,
    releaseReason: null,
    lastError: null,
    effectAt: null,
    effectTarget: null,
  };
  await appendBooks(tx, command.shop, [books, ...others], at);
  await insertRedemption(tx, redemption, new Date(Date.now() + REQUEST_LEASE_MS));
  const changed = [books, ...others].filter(({ entries }) => entries.length > 0);
  await markStandingsStale(
    tx,
    command.shop,
    changed.map(({ memberId: id }) => id),
  );
  return ok(redemption);
}

/** A code ends no later than the lots that pay it. */
function endOf(state: MemberState, source: string, at: Date, program: Program): Date {
  const lots = reservationOf(state, source).reserved.map(({ lotSeq }) => lotOf(state, lotSeq));
  const expiries = lots.flatMap((lot) => lot.expiresAt ?? []);
  return new Date(Math.min(at.getTime() + program.redemption.validDays * DAY_MS, ...expiries));
}

/**
 * The same redemption always has the same code, so that a repeat at Shopify meets itself. A gift card's is of letters and
 * digits alone, and longer, for whoever has it has the money.
 */
export function codeOf(shop: string, id: string, kind: Reward['kind']): string {
  const digest = createHash('sha256').update(`${shop}/${id}`).digest();
  return kind === 'giftCard' ? `TREU${lettersOf(digest, 16)}` : `TREU-${lettersOf(digest, 10)}`;
}

async function finish(redemption: Redemption, customerId: string, shop: ShopRow): Promise<Result<Redeemed>> {
  switch (redemption.state) {
    case 'captured':
      return isValue(redemption.reward) ? ok(replyOf(redemption)) : rejected('redemption-used');
    case 'releasing':
    case 'released':
      return rejected('redemption-refused');
    case 'issued':
      return ok(replyOf(redemption));
    case 'reserved': {
      const fulfilled = await fulfilRedemption(redemption, customerId, shop);
      return fulfilled.ok ? ok(replyOf(redemption)) : fulfilled;
    }
  }
}

function replyOf(redemption: Redemption): Redeemed {
  const { id, points, endsAt, reward } = redemption;
  const { kind } = reward;
  const code = kind === 'storeCredit' ? '' : redemption.code;
  const variantId = reward.kind === 'product' ? (reward.variantIds[0] ?? null) : null;
  return { redemptionId: id, kind, code, points, endsAt: endsAt.toISOString(), variantId };
}
