/**
 * What the surfaces know of one member: the JSON in the customer metafield `$app:standing` and, with fresh
 * numbers, the reply of the app proxy. Extensions read it, so a field is never renamed or removed within a version.
 * Must stay under 10,000 bytes, the limit up to which Shopify Functions see a metafield.
 */
export const STANDING_VERSION = 1;
export const STANDING_BYTES_MAX = 10_000;
/** Lots beyond these counts are summed up in the last one shown, soonest expiry first; open redemptions are left out. */
export const STANDING_LOTS_MAX = 12;
/** In a reply, which no Function has to read. */
export const FRESH_LOTS_MAX = 120;
export const STANDING_REDEMPTIONS_MAX = 8;
export const STANDING_MESSAGES_MAX = 3;

export type StandingLot = {
  points: number;
  /** ISO instant, or null for points that never expire. */
  expiresAt: string | null;
  /** All later ones are in it, so that its instant is that of the first of them. */
  more?: true;
};

/** A reward in the shopper's hands that no order has used yet. */
export type StandingRedemption = {
  id: string;
  rewardId: string;
  code: string;
  points: number;
  /** ISO instant at which the unused code ends and its points return. */
  endsAt: string;
  state: 'preparing' | 'ready' | 'returning';
  /** For a free product: the variant that the code pays for. */
  variantId?: string | null;
  /** How many units of the reward the code holds; one, when it is left out. */
  units?: number;
};

export type StandingTier = {
  id: string;
  /** In English, or in the first language that the program has. */
  name: string;
  /** Per language tag. */
  names: Record<string, string>;
  /** ISO instant up to which the tier is kept at least; null when no end is set. */
  keptUntil: string | null;
};

export type StandingProgress = {
  basis: 'spend' | 'points' | 'orders' | 'score';
  /** In minor units, points, orders or score. */
  amount: number;
  next: { id: string; names: Record<string, string>; at: number } | null;
};

export type Standing = {
  v: typeof STANDING_VERSION;
  /** Points that can be spent now. */
  available: number;
  /** Points still on hold. */
  pending: number;
  /** Points set aside for redemptions that no order has used yet. */
  reserved: number;
  /** Zero or negative: points taken back that were already spent. */
  debt: number;
  lots: StandingLot[];
  redemptions: StandingRedemption[];
  tier: null | StandingTier;
  /** How far the next tier is; null without tiers, or at the top. */
  progress: null | StandingProgress;
  /** `member`; `outside` while she has not joined a program that one joins; `left` once she has gone. */
  membership: 'member' | 'outside' | 'left';
  /** What all members of her household can spend together, herself among them; null without one. */
  household: null | { available: number; members: number };
  /** Ids of the offers of the program that are hers; without it, none. Their days are the surface's to look at. */
  offers?: string[];
  /** What the shop says to her for a while, in her language, the newest first; without it, nothing. */
  messages?: string[];
  /** Staff have blocked her: the theme shows her nothing, other surfaces a program that pauses. */
  blocked?: true;
  /** By which she recommends the shop; the link in replies alone. Missing where there are no referrals, or before it is first needed. */
  referral?: { code: string; link?: string };
  /** She tries the program that others do not see yet. */
  tester?: true;
  /** ISO instant of the state shown. */
  asOf: string;
};
