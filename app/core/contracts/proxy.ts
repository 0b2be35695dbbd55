/**
 * Requests and replies of the app proxy (`/apps/treuwerk/*`, theme) and of the extension API
 * (`/api/extension/*`, checkout): same JSON, other signature.
 *
 * GET  …/standing  → Standing
 * POST …/redeem    {rewardId, idempotencyKey, variantId?, cart?} → RedeemReply
 * POST …/undo      {redemptionId} → Standing
 * Every refusal is RefusalReply with the status of its code.
 */
import type { RewardKind } from './public-program.ts';
import type { Standing } from './standing.ts';

export type RedeemRequest = {
  rewardId: string;
  /** Chosen by the caller, 8 to 100 characters; the same key never redeems twice. */
  idempotencyKey: string;
  /** For a free product with several variants: the one that she wants. */
  variantId?: string;
  /** What the cart holds, where there is one with something in it. It can only refuse, before points are set aside. */
  cart?: CartTold;
};

export type CartTold = {
  /** Goods after discounts on lines, in minor units of the currency. */
  subtotalMinor: number;
  currency: string;
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
  };
};
