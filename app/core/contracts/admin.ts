/**
 * Requests and replies of the blocks in Shopify's admin (`/api/admin/*`): asked by staff, about a customer or an order that
 * they look at.
 *
 * GET  …/customer  ?customerId=…&locale=… → AdminCustomerReply
 * GET  …/order     ?orderId=…&locale=… → AdminOrderReply
 * POST …/adjust    AdminAdjustRequest → AdminCustomerReply
 * Every refusal is RefusalReply with the status of its code.
 */
import type { ActivityEntry, OrderReply } from './proxy.ts';
import type { PublicProgram } from './public-program.ts';
import type { Standing } from './standing.ts';

export type AdminAdjustRequest = {
  customerId: string;
  /** Positive to give, negative to take. */
  points: number;
  reasonCode: 'goodwill' | 'correction' | 'transfer-in' | 'event' | 'abuse' | 'other';
  note: string;
  /** Chosen by the caller, 8 to 100 characters; the same key never books twice. */
  idempotencyKey: string;
};

/** What whoever looks may do. */
export type AdminRights = {
  /** Goodwill points at all. */
  serve: boolean;
  /** Any reason, and taking points, too. */
  configure: boolean;
  /** What is left of this month's budget for goodwill; null for no limit. */
  goodwillLeft: number | null;
  goodwillAtOnce: number | null;
};

export type AdminMember = {
  /** The app's own number, for the way to her page. */
  memberId: string;
  standing: Standing;
  /** Staff have blocked her: she earns and redeems nothing. */
  blocked: boolean;
  /** When the first of her points on hold become usable; null without any, or when a parcel decides. */
  nextUsableAt: string | null;
  /** What her usable points are worth in minor units; null while no reward has a price. */
  worthMinor: number | null;
  since: string;
  orders: number;
  /** Paid for all her orders that count, in minor units. */
  spentMinor: number;
  lastOrderAt: string | null;
  /** The newest entries. */
  history: ActivityEntry[];
};

export type AdminCustomerReply = {
  program: PublicProgram | null;
  /** Null for a customer of whom the program knows nothing yet. */
  member: AdminMember | null;
  rights: AdminRights;
};

export type AdminOrderReply = {
  program: PublicProgram | null;
  /** What the order brought. Known also for a guest's, which brings nothing. */
  order: OrderReply;
  /** Codes of ours that it used. */
  redeemed: { code: string; points: number; title: Record<string, string> }[];
  /** Null for an order without a customer. */
  customerId: string | null;
  member: AdminMember | null;
  rights: AdminRights;
};
