/**
 * Caps: how many points, or how many times, a rule and the whole program may give in a period of the shop's calendar.
 *
 * A cap book is filled in the order of the deeds' own times. What a deed used of a cap it keeps: a later refund or
 * edit never changes what another deed gives.
 */
import { periodAround, type Span } from '#app/core/calendar.ts';
import type { Cap } from '#app/core/program/earning-rules.ts';
import type { Program } from '#app/core/program/program.ts';

type Period = Cap['per'];
type Use = { points: number; times: number };

/** What one deed took of one scope. */
export type CapUse = { scope: string; points: number };

/** Mutable inside one evaluation. */
export type CapBook = {
  zone: string;
  /** Which periods matter for a scope, over all versions of the program. */
  periods: Map<string, Set<Period>>;
  used: Map<string, Use>;
  spans: Map<Period, Span>;
};

export const PROGRAM_SCOPE = 'program';

export function ruleScope(ruleId: string): string {
  return `rule:${ruleId}`;
}

export function campaignScope(campaignId: string): string {
  return `campaign:${campaignId}`;
}

export function openCapBook(programs: readonly Program[], zone: string): CapBook {
  const book: CapBook = { zone, periods: new Map(), used: new Map(), spans: new Map() };
  for (const { earning } of programs) {
    know(book, PROGRAM_SCOPE, earning.caps);
    for (const rule of earning.rules) know(book, ruleScope(rule.id), rule.caps);
    for (const campaign of earning.campaigns) know(book, campaignScope(campaign.id), capsOf(campaign));
  }
  return book;
}

function know(book: CapBook, scope: string, caps: readonly Cap[]): void {
  if (caps.length === 0) return;
  const periods = book.periods.get(scope) ?? new Set();
  for (const { per } of caps) periods.add(per);
  book.periods.set(scope, periods);
}

/** Campaigns that multiply have no caps of their own. */
export function capsOf(campaign: Program['earning']['campaigns'][number]): readonly Cap[] {
  return campaign.kind === 'bonus' ? campaign.caps : [];
}

/** Points that may still be given at an instant; Infinity where nothing caps. */
export function roomOf(book: CapBook, scope: string, caps: readonly Cap[], at: number): number {
  let room = Infinity;
  for (const { per, points, times } of caps) {
    const used = book.used.get(keyOf(book, scope, per, at));
    if (times !== undefined && (used?.times ?? 0) >= times) return 0;
    if (points !== undefined) room = Math.min(room, Math.max(0, points - (used?.points ?? 0)));
  }
  return room;
}

/** Notes what one deed gave; each scope at most once per deed. A deed that gave nothing was no time. */
export function chargeCaps(book: CapBook, uses: readonly CapUse[], at: number): void {
  for (const { scope, points } of uses) {
    if (points === 0) continue;
    for (const per of book.periods.get(scope) ?? []) {
      const key = keyOf(book, scope, per, at);
      const used = book.used.get(key) ?? { points: 0, times: 0 };
      book.used.set(key, { points: used.points + points, times: used.times + 1 });
    }
  }
}

function keyOf(book: CapBook, scope: string, per: Period, at: number): string {
  return `${scope} ${per} ${spanOf(book, per, at).from}`;
}

/** Deeds come in the order of their times, so that most lie in the period of the one before. */
function spanOf(book: CapBook, per: Period, at: number): Span {
  const last = book.spans.get(per);
  if (last && last.from <= at && at < last.until) return last;
  const span = periodAround(at, per, book.zone);
  book.spans.set(per, span);
  return span;
}

/** A share of an award before and after its caps. */
export type Cappable = { scope: string; caps: readonly Cap[]; points: number; cappedPoints: number };

/** Cuts each part to what its own scope still has room for, then all together to the program's room: first come, first kept. */
export function capParts(
  parts: readonly Cappable[],
  programCaps: readonly Cap[],
  book: CapBook,
  at: number,
): void {
  const rooms = new Map<string, number>();
  for (const part of parts) {
    const room = rooms.get(part.scope) ?? roomOf(book, part.scope, part.caps, at);
    rooms.set(part.scope, room - keep(part, room));
  }
  let room = roomOf(book, PROGRAM_SCOPE, programCaps, at);
  for (const part of parts) room -= keep(part, room);
}

function keep(part: Cappable, room: number): number {
  const kept = Math.min(part.points, room);
  part.cappedPoints += part.points - kept;
  part.points = kept;
  return kept;
}

/** What the parts of one deed take of each scope, and of the program. */
export function usesOf(parts: readonly Cappable[]): CapUse[] {
  const uses = new Map<string, number>();
  for (const { scope, points } of parts) {
    uses.set(scope, (uses.get(scope) ?? 0) + points);
    uses.set(PROGRAM_SCOPE, (uses.get(PROGRAM_SCOPE) ?? 0) + points);
  }
  return [...uses].map(([scope, points]) => ({ scope, points }));
}
