/** What is known of a member while her facts are gone through in the order of time. Mutable inside one evaluation. */
import { type CapBook, openCapBook } from '#app/core/earning/caps.ts';
import type { Moment } from '#app/core/earning/conditions.ts';
import type {
  MemberChange,
  MemberHistory,
  ProgramInForce,
  SourceTarget,
} from '#app/core/earning/member-history.ts';
import { milestoneRules, type Tally } from '#app/core/earning/milestones.ts';
import type { Streaks } from '#app/core/earning/streaks.ts';
import { noteMoves, type TierEntries } from '#app/core/earning/tier-gifts.ts';
import { invariant } from '#app/core/invariant.ts';
import { lotExpiryOf, NEVER } from '#app/core/ledger/expiry.ts';
import type { Program } from '#app/core/program/program.ts';
import {
  changeTierRules,
  contribute,
  grantTier,
  openTierBook,
  passTiersTo,
  type Qualifying,
  setScore,
  type TierBook,
  type TierMove,
  tierOf,
} from '#app/core/tiers/tier-book.ts';

export type Fold = {
  history: MemberHistory;
  programs: Map<number, Program>;
  /** The version whose tier rules hold; null before the first. */
  inForce: ProgramInForce | null;
  caps: CapBook;
  tiers: TierBook;
  /** Whether the tier book has begun: with the first fact, so that years without any cost nothing. */
  begun: boolean;
  moves: TierMove[];
  entries: TierEntries;
  segments: readonly string[];
  tags: readonly string[];
  /** What she chose; null while she has not. */
  joined: boolean | null;
  /** Whether staff keep her from earning. */
  blocked: boolean;
  /** Scores and grants from before the first version. */
  waiting: MemberChange[];
  /** What was given once in a life or year, and until when that stands. */
  given: Map<string, number>;
  streaks: Streaks;
  /** Whether any version has milestones. */
  hasMilestones: boolean;
  tally: Tally;
  /** As if nothing had ever gone back: what may once have been booked. */
  tallyMax: Tally;
  milestonesMax: Map<string, number>;
  /** What is still to contribute to the tiers under a source, one by one. */
  later: Map<string, Qualifying[]>;
  targets: Map<string, SourceTarget>;
};

export function openFold(history: MemberHistory): Fold {
  const { zone, currency, versions, alreadyGiven } = history;
  return {
    history,
    programs: new Map(versions.map(({ version, config }) => [version, config])),
    inForce: null,
    caps: openCapBook(
      versions.map(({ config }) => config),
      zone,
    ),
    tiers: openTierBook(zone, currency),
    begun: false,
    moves: [],
    entries: [],
    segments: [],
    tags: [],
    joined: null,
    blocked: false,
    waiting: [],
    given: new Map(alreadyGiven.map((name) => [name, Infinity])),
    streaks: { runs: new Map() },
    hasMilestones: versions.some(({ config }) => milestoneRules(config).length > 0),
    tally: { orders: 0, countedMinor: 0 },
    tallyMax: { orders: 0, countedMinor: 0 },
    milestonesMax: new Map(),
    later: new Map(),
    targets: new Map(),
  };
}

export function programOf(fold: Fold, version: number | null): Program | null {
  if (version === null) return null;
  const program = fold.programs.get(version);
  invariant(program, `version ${version} of the program is known`);
  return program;
}

/** The member as she is at this point of the fold. */
export function momentOf(fold: Fold, at: number, channel: Moment['channel'], program: Program): Moment {
  return {
    at,
    zone: fold.history.zone,
    channel,
    tierId: tierOf(fold.tiers),
    segments: fold.segments,
    tags: fold.tags,
    joined: fold.joined ?? program.people.joining === 'automatic',
    blocked: fold.blocked,
    customerId: fold.history.customerId,
  };
}

/** Lets time pass in the tier book. */
export function passTo(fold: Fold, at: number): void {
  if (!fold.inForce) return;
  fold.begun = true;
  note(fold, passTiersTo(fold.tiers, fold.inForce.config.tiers, at));
}

export function enterVersion(fold: Fold, next: ProgramInForce): void {
  const last = fold.inForce;
  fold.inForce = next;
  if (last && fold.begun) {
    note(fold, changeTierRules(fold.tiers, last.config.tiers, next.config.tiers, next.appliesFrom));
  }
  const waiting = fold.waiting;
  fold.waiting = [];
  for (const change of waiting) changeTier(fold, { ...change, at: next.appliesFrom });
}

export function applyChange(fold: Fold, change: MemberChange): void {
  switch (change.kind) {
    case 'segment-entered':
      fold.segments = [...new Set([...fold.segments, change.segment])];
      return;
    case 'segment-left':
      fold.segments = fold.segments.filter((one) => one !== change.segment);
      return;
    case 'tags':
      fold.tags = change.tags;
      return;
    case 'joined':
    case 'left':
      fold.joined = change.kind === 'joined';
      return;
    case 'blocked':
    case 'unblocked':
      fold.blocked = change.kind === 'blocked';
      return;
    case 'score':
    case 'tier-granted':
      changeTier(fold, change);
  }
}

function changeTier(fold: Fold, change: MemberChange): void {
  if (!fold.inForce) {
    fold.waiting.push(change);
    return;
  }
  passTo(fold, change.at);
  const rules = fold.inForce.config.tiers;
  if (change.kind === 'score') note(fold, setScore(fold.tiers, rules, change.at, change.score));
  if (change.kind === 'tier-granted') note(fold, grantTier(fold.tiers, rules, change));
}

/** What counts towards the next tier; nothing is not worth a note. */
export function addToTiers(fold: Fold, at: number, source: string, amounts: Qualifying): void {
  if (!fold.inForce || (amounts.spend === 0 && amounts.points === 0 && amounts.orders === 0)) return;
  fold.begun = true;
  note(fold, contribute(fold.tiers, fold.inForce.config.tiers, { at, source, amounts }));
}

function note(fold: Fold, moves: TierMove[]): void {
  if (!fold.inForce || moves.length === 0) return;
  fold.moves.push(...moves);
  noteMoves(fold.entries, moves, fold.inForce.config.tiers, fold.inForce.version);
}

export function addTarget(
  fold: Fold,
  version: number | null,
  target: Omit<SourceTarget, 'points' | 'version' | 'expiry' | 'debtPolicy'>,
): void {
  const program = programOf(fold, version);
  const inForce = fold.history.versions.find((one) => one.version === version);
  fold.targets.set(target.source, {
    ...target,
    maturesAt: notBefore(target.maturesAt, inForce?.lifeFrom),
    points: target.award.points,
    version: version ?? 0,
    expiry: program ? lotExpiryOf(program.expiry, fold.history.zone) : NEVER,
    debtPolicy: program?.debtPolicy ?? 'debt',
  });
}

/** Points of the past begin to live when they are given, so that none lapses on the day that it comes. */
export function notBefore(maturesAt: number | null, lifeFrom: number | null | undefined): number | null {
  return maturesAt === null || !lifeFrom ? maturesAt : Math.max(maturesAt, lifeFrom);
}
