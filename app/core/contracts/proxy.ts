/**
 * Requests and replies of the app proxy (`/apps/treuwerk/*`, theme) and of the extension API
 * (`/api/extension/*`, checkout): same JSON, other signature.
 *
 * GET  …/standing  → Standing
 * POST …/redeem    {rewardId, idempotencyKey} → RedeemReply
 * POST …/undo      {redemptionId} → Standing
 * Every refusal is RefusalReply with the status of its code.
 */
import type { Standing } from './standing.ts';

export type RedeemRequest = {
  rewardId: string;
  /** Chosen by the caller, 8 to 100 characters; the same key never redeems twice. */
  idempotencyKey: string;
};

export type RedeemReply = {
  redemptionId: string;
  code: string;
  points: number;
  endsAt: string;
  standing: Standing;
};

export type RefusalReply = {
  error: {
    code: string;
    /** One sentence in the shopper's language. */
    message: string;
  };
};
