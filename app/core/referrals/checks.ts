/**
 * Whether a friend is one: each check that finds something adds its weight, and the sum decides. Checks are data, so that a
 * merchant can weigh them otherwise, and each finding is kept as the reason that staff read.
 *
 * Who lives together shares a door, perhaps a telephone and a line to the internet, and may well recommend the shop: that alone
 * asks a person at most. What only the same person shares (mailbox, account, name and door together) is refused.
 */
import type { ContactKeys } from '#app/core/referrals/contact.ts';

export const FRAUD_CHECKS = [
  'same-customer',
  'same-mailbox',
  'existing-customer',
  'same-person',
  'known-friend',
  'same-phone',
  'similar-mail',
  'same-name',
  'same-address',
  'same-connection',
  'throwaway-mail',
  'many-today',
  'many-this-month',
] as const;
export type FraudCheck = (typeof FRAUD_CHECKS)[number];
export type FraudWeights = Record<FraudCheck, number>;

/** Weights of 100 refuse by themselves under any threshold. */
export const FRAUD_WEIGHTS: FraudWeights = {
  'same-customer': 100,
  'same-mailbox': 100,
  'existing-customer': 100,
  'same-person': 80,
  'known-friend': 80,
  'same-phone': 40,
  'similar-mail': 35,
  'same-name': 30,
  'same-address': 20,
  'same-connection': 10,
  'throwaway-mail': 40,
  'many-today': 40,
  'many-this-month': 25,
};

export type FraudRules = {
  weights: FraudWeights;
  /** A sum from which staff are asked, and one from which it is refused. */
  reviewFrom: number;
  refuseFrom: number;
  /** More friends of one advocate than this, in 24 hours and in 30 days, are many. */
  perDay: number;
  perMonth: number;
};

export type FraudFacts = {
  advocate: ContactKeys;
  friend: ContactKeys;
  /** Orders of the friend before this one that were paid. */
  friendOrdersBefore: number;
  /** Something of the friend's that names a person was seen with another friend in this shop. */
  friendKnown: boolean;
  /** Friends of this advocate who ordered within 24 hours and 30 days up to this order, it included. */
  friendsToday: number;
  friendsThisMonth: number;
};

export type FraudFinding = { check: FraudCheck; weight: number };
export type FraudJudgement = {
  /** 0 to 100. */
  score: number;
  verdict: 'pass' | 'review' | 'refuse';
  /** Heaviest first. */
  findings: FraudFinding[];
};

export function judgeFraud(facts: FraudFacts, rules: FraudRules): FraudJudgement {
  const found = FRAUD_CHECKS.filter((check) => FINDS[check](facts, rules));
  const findings = found
    .map((check) => ({ check, weight: rules.weights[check] }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const score = Math.min(
    100,
    findings.reduce((sum, { weight }) => sum + weight, 0),
  );
  const verdict = score >= rules.refuseFrom ? 'refuse' : score >= rules.reviewFrom ? 'review' : 'pass';
  return { score, verdict, findings };
}

const FINDS: Record<FraudCheck, (facts: FraudFacts, rules: FraudRules) => boolean> = {
  'same-customer': ({ advocate, friend }) => same(advocate.customerId, friend.customerId),
  'same-mailbox': ({ advocate, friend }) => same(advocate.mailbox, friend.mailbox),
  'existing-customer': ({ friendOrdersBefore }) => friendOrdersBefore > 0,
  'same-person': ({ advocate, friend }) =>
    same(advocate.name, friend.name) &&
    (same(advocate.door, friend.door) || same(advocate.phone, friend.phone)),
  'known-friend': ({ friendKnown }) => friendKnown,
  'same-phone': ({ advocate, friend }) => same(advocate.phone, friend.phone),
  // Of one name, addresses that are made from it are alike by themselves.
  'similar-mail': ({ advocate, friend }) =>
    same(advocate.stem, friend.stem) &&
    !same(advocate.mailbox, friend.mailbox) &&
    !same(advocate.name, friend.name),
  'same-name': ({ advocate, friend }) => same(advocate.name, friend.name),
  'same-address': ({ advocate, friend }) => same(advocate.door, friend.door),
  'same-connection': ({ advocate, friend }) => same(advocate.ip, friend.ip),
  'throwaway-mail': ({ friend }) => friend.domain !== null && THROWAWAY.has(friend.domain),
  'many-today': ({ friendsToday }, { perDay }) => friendsToday > perDay,
  'many-this-month': ({ friendsThisMonth }, { perMonth }) => friendsThisMonth > perMonth,
};

function same(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}

/** Providers whose mailboxes need no owner. Never complete, and not meant to be: it is one sign among others. */
const THROWAWAY = new Set([
  '10minutemail.com',
  'byom.de',
  'discard.email',
  'fakeinbox.com',
  'getnada.com',
  'guerrillamail.com',
  'maildrop.cc',
  'mailinator.com',
  'mohmal.com',
  'mytemp.email',
  'sharklasers.com',
  'spambog.com',
  'temp-mail.org',
  'tempmail.com',
  'throwawaymail.com',
  'trash-mail.com',
  'trashmail.com',
  'trashmail.de',
  'wegwerfemail.de',
  'yopmail.com',
]);
