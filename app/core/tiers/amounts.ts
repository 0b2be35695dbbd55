/**
 * What a member has done that counts towards tiers, and its sum over the period of the rules.
 *
 * A source counts where it began: what comes later under the same name, a refund above all, counts in the period of its
 * first contribution. So nobody begins a year in the red, and an order leaves the window together with its refund.
 * All three bases are kept, so that rules with another basis can judge the past.
 */
import { addMonths, periodAround } from '#app/core/calendar.ts';
import { invariant } from '#app/core/invariant.ts';
import type { Tiers } from '#app/core/program/tiers.ts';
import { DAY_MS } from '#app/core/time.ts';

/** Minor units, points and orders. */
export type Qualifying = { spend: number; points: number; orders: number };
export type Contribution = { at: number; source: string; amounts: Qualifying };

/** `leavesAt` is the first instant at which a rolling window no longer holds it; without such a window, never. */
type Source = { countsAt: number; leavesAt: number; amounts: Qualifying };

export type Amounts = {
  sources: Map<string, Source>;
  /** The running year, the window, or all. */
  running: number;
  /** The year before the running one. */
  previous: number;
  previousFrom: number;
  /** Bounds of the running year; endless under other periods. */
  runningFrom: number;
  runningUntil: number;
  /** What is in the window, soonest to leave first, from `leavingHead` on. */
  leaving: Source[];
  leavingHead: number;
};

export function noAmounts(): Amounts {
  return {
    sources: new Map(),
    running: 0,
    previous: 0,
    previousFrom: -Infinity,
    runningFrom: -Infinity,
    runningUntil: Infinity,
    leaving: [],
    leavingHead: 0,
  };
}

/** Sums anew, as these rules see the past at an instant. */
export function sumUnder(amounts: Amounts, rules: Tiers, zone: string, at: number): void {
  Object.assign(amounts, { ...noAmounts(), sources: amounts.sources });
  if (rules.period.kind === 'calendarYear') boundYear(amounts, rules.period.firstMonth, zone, at);
  for (const source of amounts.sources.values()) {
    source.leavesAt = leavesAt(source.countsAt, rules, zone, at);
    enlist(amounts, source, at);
    addTo(amounts, source, valueOf(source.amounts, rules), at);
  }
}

/** Adds a contribution to the period in which its source began. @returns when the source leaves the window */
export function addContribution(
  amounts: Amounts,
  rules: Tiers,
  zone: string,
  { at, source: name, amounts: added }: Contribution,
): number {
  invariant(
    Object.values(added).every((amount) => Number.isSafeInteger(amount)),
    `what ${name} contributes is whole`,
  );
  const known = amounts.sources.get(name);
  const source = known ?? {
    countsAt: at,
    leavesAt: leavesAt(at, rules, zone, at),
    amounts: { spend: 0, points: 0, orders: 0 },
  };
  if (!known) {
    amounts.sources.set(name, source);
    enlist(amounts, source, at);
  }
  source.amounts.spend += added.spend;
  source.amounts.points += added.points;
  source.amounts.orders += added.orders;
  addTo(amounts, source, valueOf(added, rules), at);
  return source.leavesAt;
}

/** When the next source leaves the window. */
export function nextLeavingAt(amounts: Amounts): number {
  return amounts.leaving[amounts.leavingHead]?.leavesAt ?? Infinity;
}

export function letLeave(amounts: Amounts, rules: Tiers, until: number): void {
  for (;;) {
    const source = amounts.leaving[amounts.leavingHead];
    if (!source || source.leavesAt > until) return;
    amounts.running -= valueOf(source.amounts, rules);
    amounts.leavingHead += 1;
  }
}

/** When the window, which holds enough now, will hold less than `keep` if nothing more comes; never is Infinity. */
export function fallsBelowAt(amounts: Amounts, rules: Tiers, keep: number): number {
  // A score does not leave.
  if (rules.basis === 'score') return Infinity;
  let rest = amounts.running;
  for (let index = amounts.leavingHead; index < amounts.leaving.length; index += 1) {
    const source = amounts.leaving[index];
    if (!source) break;
    rest -= valueOf(source.amounts, rules);
    const next = amounts.leaving[index + 1];
    if (rest < keep && next?.leavesAt !== source.leavesAt) return source.leavesAt;
  }
  return Infinity;
}

/** The running year becomes the previous one. */
export function turnYear(amounts: Amounts, firstMonth: number, zone: string): void {
  const { running } = amounts;
  boundYear(amounts, firstMonth, zone, amounts.runningUntil);
  amounts.previous = running;
  amounts.running = 0;
}

export function yearEndAfter(amounts: Amounts, firstMonth: number, zone: string): number {
  return periodAround(amounts.runningUntil, 'year', zone, firstMonth).until;
}

function boundYear(amounts: Amounts, firstMonth: number, zone: string, at: number): void {
  const year = periodAround(at, 'year', zone, firstMonth);
  amounts.runningFrom = year.from;
  amounts.runningUntil = year.until;
  amounts.previousFrom = periodAround(year.from - 1, 'year', zone, firstMonth).from;
}

function valueOf(amounts: Qualifying, { basis }: Tiers): number {
  return basis === 'score' ? 0 : amounts[basis];
}

function leavesAt(countsAt: number, { period }: Tiers, zone: string, now: number): number {
  if (period.kind !== 'rolling') return Infinity;
  const longest = (period.months + 1) * DAYS_OF_MONTH_MAX * DAY_MS;
  // What is long gone needs no calendar.
  return countsAt + longest < now ? countsAt + longest : addMonths(countsAt, period.months, zone);
}

const DAYS_OF_MONTH_MAX = 31;

function addTo(amounts: Amounts, source: Source, value: number, now: number): void {
  if (source.leavesAt <= now) return;
  if (source.countsAt >= amounts.runningFrom) amounts.running += value;
  else if (source.countsAt >= amounts.previousFrom) amounts.previous += value;
}

/** Later ones may leave sooner: from 31 January and from the 30th a month leads to the same last of February. */
function enlist(amounts: Amounts, source: Source, now: number): void {
  if (source.leavesAt === Infinity || source.leavesAt <= now) return;
  const { leaving } = amounts;
  let low = amounts.leavingHead;
  let high = leaving.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaving[middle]?.leavesAt ?? Infinity) <= source.leavesAt) low = middle + 1;
    else high = middle;
  }
  leaving.splice(low, 0, source);
}
