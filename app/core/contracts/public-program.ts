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
  /** How often it can be had in one code: `units` × points buy `units` × amount. 1 for all but amounts off. */
  unitsMax: number;
};

/** A form that is missing is `other`; which one a number takes, the plural rules of the language say. */
export type PluralForms = { one: string; two?: string; few?: string; many?: string; other: string };

/** A price in minor units earns price × points ÷ perMinor. Whole numbers. */
export type PublicRate = { points: number; perMinor: number };

/** A factor as up ÷ down, in lowest terms; `down` divides 1,000. */
export type PublicFactor = { up: number; down: number };

/**
 * Goods by keys, closest first: a digit for how closely it names them, a letter for what, then the id or, in lower
 * case, the word: `6v11` a variant, `5p` a product, `4c` a collection, `3t` a tag, `2n` a vendor, `2y` a type, `2s` sale.
 */
export type PublicGoods = string[];

export type PublicCondition = {
  /** Null for all goods. */
  goods: PublicGoods | null;
  tiers: string[] | null;
  /** First and last day in the shop's time zone; null for no limit. */
  from: string | null;
  until: string | null;
  /** What the goods that count must reach, or null. */
  minimumMinor: number | null;
  /** False where something decides that no shop window knows: whoever counts on it says "up to". */
  sure: boolean;
  /** True where a cap may give less. */
  capped: boolean;
};

/** What goods earn, by the precedence of the program: one rate for each line, factors, points for pieces and orders. */
export type PublicGoodsRules = {
  /** Goods that never earn. */
  exclude: PublicGoods | null;
  /** Of those that hold the closest applies, on a tie the first. */
  rates: (PublicRate & PublicCondition)[];
  /** Likewise; 0 gives nothing. */
  factors: (PublicFactor & PublicCondition)[];
  /** Points for each piece. */
  pieces: ({ points: number } & PublicCondition)[];
  /** Points for the order that holds such goods. */
  orders: ({ points: number } & PublicCondition)[];
  /** Each that holds for the line. */
  campaigns: (PublicFactor & PublicCondition)[];
  tiers: Record<string, PublicFactor>;
  combine: 'multiply' | 'add' | 'highest';
  /** True where a cap of the whole program may give less. */
  capped: boolean;
  businessEarns: boolean;
  /** Tags of customers, in lower case. Not to be printed. */
  tagsThatEarnNothing: string[];
};

export type PublicTier = {
  id: string;
  names: LocalizedText;
  /** What lifts a member here: minor units, points, orders or score; null when only staff give it. */
  enter: number | null;
  /** Points once, on entry. */
  entryGift: number;
  /** What her orders earn, where no rule for certain goods says otherwise. */
  rate: PublicRate;
  discountPercent: number;
  /** Minor units from which shipping is free, 0 for always; null for never. */
  freeShippingFromMinor: number | null;
};

/** One way to earn, in words. */
export type PublicWay = {
  id: string;
  kind: 'order' | 'goods' | 'deed' | 'birthday' | 'visits' | 'milestone' | 'campaign';
  /** What to do, without the points: "Create an account", "Every 5th order". */
  title: LocalizedText;
  /** Points each time; null where a rate or a factor says more. */
  points: number | null;
  rate: PublicRate | null;
  /** For certain goods or a time: what points are multiplied by, in thousandths. */
  factorThousandths: number | null;
  /** First and last day in the shop's time zone, "2026-03-31"; null for no limit. */
  from: string | null;
  until: string | null;
  /** Only members of these tiers; null for everybody. */
  tiers: string[] | null;
};

/** A discount for one tier or one segment alone. Whose it is, her standing says; nobody else is shown it. */
export type PublicOffer = {
  id: string;
  kind: 'amountOff' | 'percentOff' | 'freeShipping';
  title: LocalizedText;
  /** One sentence of the merchant's; empty where she has none. */
  text: LocalizedText;
  /** For the cart. Shopify refuses it to everybody else. */
  code: string;
  amountMinor: number | null;
  percent: number | null;
  minimumSubtotalMinor: number | null;
  /** First and last day in the shop's time zone; null for no limit. */
  from: string | null;
  until: string | null;
  /** Names of the tier that it is for; null for a segment, whose name is not for shoppers. */
  tierNames: LocalizedText | null;
  /** True where only some goods count. */
  certainGoods: boolean;
};

/** Texts of the surfaces that a merchant can put in her own words, per language. */
export const OWN_TEXTS = [
  'launcher',
  'panelTitle',
  'guestTitle',
  'guestLead',
  'earnTitle',
  'rewardsTitle',
  'cartTitle',
  'loyaltyTitle',
  'loyaltyLead',
  'thanksTitle',
  'accountTitle',
] as const;
export type OwnText = (typeof OWN_TEXTS)[number];

export type PublicProgram = {
  v: typeof PUBLIC_PROGRAM_VERSION;
  /** False while the program is paused: surfaces show the standing and offer nothing. */
  active: boolean;
  /** `test`: there for members whose standing says `tester` alone. `phaseOut`: nothing is earned any more. */
  stage: 'live' | 'test' | 'phaseOut';
  /** Picture of the points: an SVG path in a box of 24 by 24. */
  icon: string;
  currency: string;
  /** Digits after the decimal point of the currency: JPY 0, EUR 2, KWD 3. */
  exponent: number;
  /** How surfaces speak German: `informal` says du, `formal` says Sie. Other languages have one manner. */
  formality: 'informal' | 'formal';
  /** The rate for members without a tier, and how the sum of an order is rounded. */
  earning: PublicRate & {
    taxIncluded: boolean;
    rounding: 'down' | 'nearest' | 'up';
    /** True when caps may give less than the rate says. */
    capped: boolean;
    /** For numbers beside goods; null where the rules are too many to be told. */
    goods: PublicGoodsRules | null;
  };
  /** When points of an order become usable: so many days after that. */
  hold: { days: number; after: 'paid' | 'fulfilled' | 'delivered' };
  pointsName: Record<string, PluralForms>;
  rewards: PublicReward[];
  /** Left out where there are none. */
  offers?: PublicOffer[];
  /** Lowest first. */
  tiers: PublicTier[];
  /** Unit of the tiers' `enter`. */
  tierBasis: 'spend' | 'points' | 'orders' | 'score';
  ways: PublicWay[];
  /** Whether every customer is a member, or joins herself. */
  joining: 'automatic' | 'optIn';
  /** Whether orders without an account earn silently, to be claimed with the same mail address. */
  guests: 'claim' | 'ignore';
  /** Terms that she agrees to when she joins: their version, and where they stand per language. */
  terms: { version: string; url: LocalizedText } | null;
  texts: Record<string, Partial<Record<OwnText, string>>>;
  /** What a friend gets whom a member sends, and the points that she gets for it; null where there are no referrals. */
  referral: { title: LocalizedText; points: number } | null;
  /** Left out where the shop sends no mail: whoever confirms its news gets so much off a first order, for so many days. */
  news?: { percent: number | null; days: number | null };
};
