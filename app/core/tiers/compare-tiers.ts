/**
 * Who moves where when tier rules are about to change: for whoever publishes them. Each member's life is folded under the
 * rules of its days, then the change is tried on her book.
 */
import type { Tiers } from '#app/core/program/tiers.ts';
import {
  changeTierRules,
  contribute,
  grantTier,
  openTierBook,
  passTiersTo,
  setScore,
  tierOf,
  type Contribution,
  type TierBook,
} from '#app/core/tiers/tier-book.ts';

export type TierFact =
  | ({ kind: 'contribution' } & Contribution)
  | { kind: 'score'; at: number; score: number }
  | { kind: 'grant'; at: number; tierId: string; until: number | null };

/** Facts in the order of their times; her tiers begin at `joinedAt`. */
export type MemberLife = { memberId: string; joinedAt: number; facts: TierFact[] };

export type TierChange = {
  zone: string;
  currency: string;
  /** Rules so far, in the order of their times; the first applies from the beginning. */
  versions: { appliesFrom: number; rules: Tiers }[];
  to: Tiers;
  at: number;
};

/** `after` is what shows right after the change, `inTheEnd` where the new rules would have her if they moved her now. */
export type MemberShift = {
  memberId: string;
  before: string | null;
  after: string | null;
  inTheEnd: string | null;
};
export type TierFlow = {
  before: string | null;
  after: string | null;
  inTheEnd: string | null;
  members: number;
};
/** `flows` counts everybody, `shifts` names those whom the change touches. */
export type TierComparison = { flows: TierFlow[]; shifts: MemberShift[] };

export function compareTiers(members: Iterable<MemberLife>, change: TierChange): TierComparison {
  const flows = new Map<string, TierFlow>();
  const shifts: MemberShift[] = [];
  for (const life of members) {
    const shift = shiftOf(life, change);
    const { before, after, inTheEnd } = shift;
    if (before !== after || before !== inTheEnd) shifts.push(shift);
    const key = JSON.stringify([before, after, inTheEnd]);
    const flow = flows.get(key);
    if (flow) flow.members += 1;
    else flows.set(key, { before, after, inTheEnd, members: 1 });
  }
  return { flows: [...flows.values()].toSorted((a, b) => b.members - a.members), shifts };
}

function shiftOf(life: MemberLife, change: TierChange): MemberShift {
  const { to, at } = change;
  const { book, rules } = foldTiers(life, change);
  const before = tierOf(book);
  const moved = structuredClone(book);
  changeTierRules(book, rules, to, at);
  changeTierRules(moved, rules, { ...to, onChange: 'moveNow' }, at);
  return { memberId: life.memberId, before, after: tierOf(book), inTheEnd: tierOf(moved) };
}

/** Her book as it stands at an instant, under the rules of its days; facts after it do not count. */
export function foldTiers(
  { joinedAt, facts }: MemberLife,
  { zone, currency, versions, at }: Omit<TierChange, 'to'>,
): { book: TierBook; rules: Tiers } {
  const book = openTierBook(zone, currency);
  let rules = rulesAt(versions, Math.min(joinedAt, at));
  passTiersTo(book, rules, Math.min(joinedAt, at));
  const passTo = (until: number) => {
    for (const { appliesFrom, rules: next } of versions) {
      if (appliesFrom <= book.now || appliesFrom > until) continue;
      changeTierRules(book, rules, next, appliesFrom);
      rules = next;
    }
    passTiersTo(book, rules, until);
  };
  for (const fact of facts) {
    if (fact.at > at) break;
    passTo(fact.at);
    take(book, rules, fact);
  }
  passTo(at);
  return { book, rules };
}

function rulesAt(versions: TierChange['versions'], at: number): Tiers {
  const version = versions.findLast(({ appliesFrom }) => appliesFrom <= at) ?? versions[0];
  if (!version) throw new RangeError('there are no rules to compare with');
  return version.rules;
}

function take(book: TierBook, rules: Tiers, fact: TierFact): void {
  switch (fact.kind) {
    case 'contribution':
      contribute(book, rules, fact);
      break;
    case 'score':
      setScore(book, rules, fact.at, fact.score);
      break;
    case 'grant':
      grantTier(book, rules, fact);
  }
}
