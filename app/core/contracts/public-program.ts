/**
 * What guests and themes may know of the live program: the JSON in the app-owned metafield
 * `treuwerk.program`, in Liquid `app.metafields.treuwerk.program.value`. No personal data.
 */
export const PUBLIC_PROGRAM_VERSION = 1;

/** Texts per language tag (`en`, `de`, …); `en` is always there. */
export type LocalizedText = Record<string, string>;

/** The last two are given at once, without a code for the cart. */
export type RewardKind = 'amountOff' | 'percentOff' | 'freeShipping' | 'product' | 'storeCredit' | 'giftCard';

export type PublicReward = {
  id: string;
  kind: RewardKind;
  points: number;
  title: LocalizedText;
  /** Minor units: off the order for `amountOff`, given for `storeCredit` and `giftCard`. */
  amountMinor: number | null;
  /** Whole or decimal per cent, for `percentOff`. */
  percent: number | null;
  /** Minor units that the cart must reach, or null. */
  minimumSubtotalMinor: number | null;
  /** For `product`: ids of the variants of which the shopper gets one, the first unless she names another. */
  variantIds: string[] | null;
};

export type PublicProgram = {
  v: typeof PUBLIC_PROGRAM_VERSION;
  /** False while the program is paused: surfaces show the standing and offer nothing. */
  active: boolean;
  currency: string;
  /** Digits after the decimal point of the currency: JPY 0, EUR 2, KWD 3. */
  exponent: number;
  /** A price in minor units earns floor(price × points ÷ perMinor). */
  earning: { points: number; perMinor: number; taxIncluded: boolean };
  pointsName: Record<string, { one: string; other: string }>;
  rewards: PublicReward[];
};
