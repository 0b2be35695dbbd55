/**
 * What the discount function knows of the program: the JSON in the metafield `$app:member-perks` of the automatic
 * discount, written when a program is published. Who she is, the function learns from the customer's `$app:tier`.
 * A field is never renamed or removed within a version.
 */
export const MEMBER_PERKS_VERSION = 1;
export const MEMBER_PERKS_KEY = 'member-perks';
/** Functions see no metafield beyond this size. */
export const FUNCTION_METAFIELD_BYTES_MAX = 10_000;
/** `$app:tier` of a member who has lost her tier: a metafield cannot be blank, and no tier is called so. */
export const NO_TIER = 'none';

export type TierPerks = {
  /** Per cent off the order's goods; 0 for none. */
  percent: number;
  /** Subtotal in major units of the shop's currency from which shipping is free ("0" for always); null for never. */
  freeShippingFrom: string | null;
  /** The tier's name per language tag: what cart and checkout call the discount. */
  names: Record<string, string>;
};

export type MemberPerks = { v: typeof MEMBER_PERKS_VERSION; tiers: Record<string, TierPerks> };
