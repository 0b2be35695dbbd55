/**
 * Requests and replies of the app proxy (`/apps/treuwerk/*`, theme) and of the extension API
 * (`/api/extension/*`, checkout): same JSON, other signature.
 *
 * GET  …/standing    → Standing (proxy), StandingReply (extensions)
 * GET  …/activity    ?before=… → ActivityReply
 * POST …/redeem      {rewardId, idempotencyKey, units?, variantId?, cart?, replace?} → RedeemReply
 * POST …/undo        {redemptionId} → Standing
 * POST …/membership  {join, terms?} → Standing
 * GET  …/order       ?orderId=… → OrderReply (extensions)
 * Every refusal is RefusalReply with the status of its code.
 */
import type { PublicProgram, RewardKind } from './public-program.ts';
import type { Standing } from './standing.ts';

export type RedeemRequest = {
  rewardId: string;
  /** Chosen by the caller, 8 to 100 characters; the same key never redeems twice. */
  idempotencyKey: string;
  /** For a free product with several variants: the one that she wants. */
  variantId?: string;
  /** How many units of a reward that has `unitsMax` above 1; one, when it is left out. */
  units?: number;
  /** She has been shown that another code of her cart will go, and wants it so. */
  replace?: boolean;
  /** What the cart holds, where there is one with something in it. It can only refuse, before points are set aside. */
  cart?: CartTold;
};

export type CartTold = {
  /** Goods after discounts on lines, in minor units of the currency. */
  subtotalMinor: number;
  currency: string;
  /** Codes that the cart holds, ours among them, with what each saves in minor units; at most 10. */
  codes?: { code: string; savesMinor: number }[];
};

export type RedeemReply = {
  redemptionId: string;
  /** `storeCredit` and `giftCard` are given already and cannot be undone; the others wait for an order. */
  kind: RewardKind;
  /** For the cart, or of the gift card; empty for store credit. */
  code: string;
  points: number;
  endsAt: string;
  /** For a free product: the variant that the code pays for. It works once the cart holds it. */
  variantId: string | null;
  standing: Standing;
};

export type RefusalReply = {
  error: {
    code: string;
    /** One sentence in the shopper's language. */
    message: string;
    /** With `code-better` and `code-replaced`: the code in her cart, and what it and the reward save. */
    codes?: { code: string; savesMinor: number; rewardSavesMinor: number };
  };
};

/** For extensions, which cannot read metafields: the standing is null for whoever is not signed in. */
export type StandingReply = {
  standing: Standing | null;
  program: PublicProgram | null;
  /** Text of her own QR code, which names her at the till; for members alone. */
  memberCode?: string;
};

export type ActivityEntry = {
  /** Unique for this member. */
  id: string;
  /** ISO instant. */
  at: string;
  /** What it did to the points that she has, pending ones too, less what she owes; 0 when they only became usable. */
  points: number;
  /** Points added, taken, set aside or on their way. */
  tone: 'gain' | 'loss' | 'neutral';
  /** One sentence in her language: "Points for order #1042". */
  what: string;
  /** Why, one sentence each: "Part of the order no longer counts". */
  why: string[];
};
/** By when it occurred, newest first. `older` is the next `before`, null at the end. */
export type ActivityReply = { entries: ActivityEntry[]; older: string | null };

export type MembershipRequest = {
  join: boolean;
  /** Version of the terms that she has agreed to; needed where the program has terms. */
  terms?: string;
};

/** What an order of hers brought, for thank-you and order status. */
export type OrderReply = {
  /** False until Shopify has told us of the order: then surfaces show what it will bring by the rate. */
  known: boolean;
  points: number;
  state: 'onHold' | 'usable' | 'none';
  /** ISO instant at which points on hold become usable; null when a parcel decides. */
  usableAt: string | null;
  /** Points of this order that were taken back. */
  takenBack: number;
  /** Why, one sentence each, in her language. */
  why: string[];
};
