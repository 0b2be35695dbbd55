/**
 * Requests and replies of the till (`/api/pos/*`): asked by staff, about a customer whom they name.
 *
 * GET  …/find      ?q=…&locale=… → FindReply
 * GET  …/standing  ?customerId=… → TillReply
 * POST …/redeem    {customerId} and RedeemRequest → TillRedeemReply
 * POST …/undo      {customerId, redemptionId} → TillReply
 * GET  …/activity  ?customerId=…&before=… → ActivityReply
 * GET  …/order     ?customerId=…&orderId=… → OrderReply
 * Every refusal is RefusalReply with the status of its code.
 */
import type { RedeemReply } from './proxy.ts';
import type { PublicProgram } from './public-program.ts';
import type { Standing } from './standing.ts';

export const PEOPLE_MAX = 10;

export type Person = {
  /** Shopify's number, as the till's cart takes it. */
  customerId: string;
  name: string | null;
  email: string | null;
  /** What she can spend now; null for a customer of whom the program knows nothing yet. */
  available: number | null;
};

export type FindReply = {
  /** At most `PEOPLE_MAX`; the one person that a scanned code names. */
  people: Person[];
  /** Shopify did not answer: only members were looked through, by the beginning of name and mail. */
  partial: boolean;
};

export type TillReply = {
  standing: Standing;
  program: PublicProgram | null;
  /** Whether what is bought at the till earns points at all. */
  earnsAtTill: boolean;
};

export type TillRedeemReply = Omit<RedeemReply, 'standing'> & TillReply;
