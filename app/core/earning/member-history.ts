/** All that is known of one member, and what follows from it: the input and output of `evaluateMember`. */
import type { Award, LineTraits } from '#app/core/earning/award.ts';
import type { OrderFacts } from '#app/core/earning/order-facts.ts';
import type { LotExpiry } from '#app/core/ledger/expiry.ts';
import type { Program } from '#app/core/program/program.ts';
import type { TierMove, TierStanding } from '#app/core/tiers/tier-book.ts';

/** `version`: the program version pinned to the fact; null when there was no program then. */
export type HistoryOrder = { facts: OrderFacts; traits: Record<string, LineTraits>; version: number | null };

export type Deed = {
  id: string;
  kind:
    | 'signUp'
    | 'newsletter'
    | 'completeProfile'
    | 'review'
    | 'photoReview'
    | 'survey'
    | 'share'
    | 'referral'
    | 'custom'
    | 'birthday'
    | 'visit';
  /** Which event of the merchant's own, for `custom`. */
  name: string | null;
  occurredAt: number;
  /** When it turned out not to count: a review that was taken down. */
  withdrawnAt: number | null;
  version: number | null;
};

export type MemberChange = { at: number } & (
  | { kind: 'segment-entered' | 'segment-left'; segment: string }
  | { kind: 'tags'; tags: string[] }
  | { kind: 'score'; score: number }
  /** `terms`: the version that she agreed to. */
  | { kind: 'joined' | 'left'; terms?: string }
  | { kind: 'tier-granted'; tierId: string; until: number | null }
  /** Kept from earning and redeeming by staff; what came before stays. */
  | { kind: 'blocked'; reason: string }
  | { kind: 'unblocked' }
);

/** `lifeFrom`: points that this version gives mature no earlier. */
export type ProgramInForce = {
  version: number;
  appliesFrom: number;
  config: Program;
  lifeFrom?: number | null;
};

/** Lists may come in any order. */
export type MemberHistory = {
  zone: string;
  currency: string;
  orders: HistoryOrder[];
  deeds: Deed[];
  changes: MemberChange[];
  versions: ProgramInForce[];
  /** Kinds of once-in-a-life deeds that an erased predecessor had. */
  alreadyGiven: string[];
  /** Shopify's id of the customer; null for a guest. */
  customerId: string | null;
  now: number;
};

export type SourceTarget = {
  /** `order:<id>`, `deed:<id>`, `milestone:<rule>:<n>`, `streak:<rule>:<last day>` or `tier-gift:<tier>`. */
  source: string;
  points: number;
  award: Award;
  occurredAt: number;
  /** 0 when no program applied. */
  version: number;
  maturesAt: number | null;
  expiry: LotExpiry;
  debtPolicy: 'debt' | 'clamp';
  reasons: string[];
};

export type MemberOutcome = {
  targets: SourceTarget[];
  tier: TierStanding;
  moves: TierMove[];
  /** Next instant at which time alone may change the outcome; null when never. */
  nextDueAt: number | null;
};
