/** What a new rule, campaign, tier or reward begins with: something that could be published as it stands, where possible. */
import type { Campaign, EarningRule } from '#app/core/program/earning-rules.ts';
import type { Audience } from '#app/core/audience.ts';
import type { Offer } from '#app/core/program/offers.ts';
import type { Reward } from '#app/core/program/rewards.ts';
import type { Tier } from '#app/core/program/tiers.ts';
import { freeId, type Typed } from '#app/ui/program/form/lens.ts';

type Ids = readonly { id: string }[];

export const RULE_KINDS = [
  'orderAmount',
  'goodsFactor',
  'goodsFlat',
  'orderFlat',
  'margin',
  'deed',
  'birthday',
  'orderCount',
  'spendMilestone',
  'visitStreak',
] as const satisfies readonly EarningRule['kind'][];

export function newRule(kind: EarningRule['kind'], taken: Ids): Typed<EarningRule> {
  const shared = {
    id: freeId(
      kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      taken,
    ),
    active: true,
    caps: [],
    qualifies: true,
  };
  const deed = { ...shared, points: 50, holdDays: 0 };
  switch (kind) {
    case 'orderAmount':
    case 'margin':
      return { ...shared, kind, points: 1, perAmount: '1.00' };
    case 'orderFlat':
      return { ...shared, kind, points: 50, minimumSubtotal: '50' };
    case 'goodsFlat':
      return { ...shared, kind, points: 20, goods: {} };
    case 'goodsFactor':
      return { ...shared, kind, factor: 2, goods: {} };
    case 'deed':
      return { ...deed, kind, deed: 'signUp' };
    case 'birthday':
      return { ...deed, kind, leadDays: 0, knownForDays: 30 };
    case 'visitStreak':
      return { ...deed, kind, days: 7 };
    case 'orderCount':
      return { ...deed, kind, count: 5, repeats: false };
    case 'spendMilestone':
      return { ...deed, kind, amount: '500', repeats: false };
  }
}

/** @param from the first day, @param until the last. */
export function newCampaign(
  kind: Campaign['kind'],
  taken: Ids,
  from: string,
  until: string,
): Typed<Campaign> {
  const shared = { id: freeId('campaign', taken), active: true, from, until };
  return kind === 'factor' ? { ...shared, kind, factor: 2 } : { ...shared, kind, points: 50, caps: [] };
}

/** The name that she replaces, as shoppers would read it. */
const NEW_TIER = { en: 'New tier', de: 'Neue Stufe' };

/** Above the highest tier that there is: twice as much. */
export function newTier(list: readonly Typed<Tier>[]): Typed<Tier> {
  const highest = list.reduce((most, { enter }) => Math.max(most, Number(enter ?? 0) || 0), 0);
  return {
    id: freeId('tier', list),
    name: NEW_TIER,
    enter: String(highest === 0 ? 200 : highest * 2),
    entryGift: 0,
    earningFactor: 1,
    perks: { discountPercent: 0, freeShipping: null },
  };
}

export const REWARD_KINDS = [
  'amountOff',
  'percentOff',
  'freeShipping',
  'product',
  'storeCredit',
  'giftCard',
] as const satisfies readonly Reward['kind'][];

const STEMS: Record<Reward['kind'], string> = {
  amountOff: 'amount-off',
  percentOff: 'percent-off',
  freeShipping: 'free-shipping',
  product: 'free-product',
  storeCredit: 'store-credit',
  giftCard: 'gift-card',
};

const THREE_YEARS_DAYS = 1_096;

export function newReward(kind: Reward['kind'], taken: Ids): Typed<Reward> {
  const shared = { id: freeId(STEMS[kind], taken), points: 500, active: true };
  switch (kind) {
    case 'amountOff':
      return { ...shared, kind, amount: '5.00', unitsMax: 1, combinesWith: combines(false, true) };
    case 'percentOff':
      return { ...shared, kind, percent: 10, combinesWith: combines(false, true) };
    case 'freeShipping':
      return { ...shared, kind, combinesWith: { order: true, product: true, shipping: false } };
    case 'product':
      return { ...shared, kind, variantIds: [], combinesWith: combines(true, true) };
    case 'storeCredit':
    case 'giftCard':
      return { ...shared, kind, amount: '5.00', expiresInDays: THREE_YEARS_DAYS };
  }
}

function combines(order: boolean, shipping: boolean) {
  return { order, product: true, shipping };
}

export const OFFER_KINDS = [
  'percentOff',
  'amountOff',
  'freeShipping',
] as const satisfies readonly Offer['kind'][];

/** @param until the last day of a month from now, so that none goes on for ever by oversight. */
export function newOffer(kind: Offer['kind'], taken: Ids, audience: Audience, until: string): Typed<Offer> {
  const shared = { id: freeId('offer', taken), active: true, audience, until, oncePerCustomer: true };
  const combinesWith = { order: false, product: false, shipping: true };
  if (kind === 'percentOff') return { ...shared, kind, percent: 10, combinesWith };
  if (kind === 'amountOff') return { ...shared, kind, amount: '5.00', combinesWith };
  return { ...shared, kind, combinesWith: { order: true, product: true, shipping: false } };
}
