/** A member's books for tests: commands in few words, and what they booked as short texts. */
import { adjustBalance, passTime } from '#app/core/ledger/adjust.ts';
import { bookTarget, type Target } from '#app/core/ledger/book-target.ts';
import type { Booking, CommandContext } from '#app/core/ledger/draft.ts';
import { type LotExpiry, NEVER } from '#app/core/ledger/expiry.ts';
import {
  capturePoints,
  releasePoints,
  reservePoints,
  restorePoints,
} from '#app/core/ledger/redeem-points.ts';
import { emptyState, type Entry, type MemberState } from '#app/core/ledger/state.ts';
import { DAY_MS } from '#app/core/time.ts';

let keys = 0;

/** A command at an instant, about something that happened then. */
export function atTime(now: number, more: Partial<CommandContext> = {}): CommandContext {
  keys += 1;
  return { key: `k${keys}`, inputHash: 'h', now, occurredAt: now, actor: 'test', programVersion: 1, ...more };
}

export function atDay(day: number, more: Partial<CommandContext> = {}): CommandContext {
  return atTime(day * DAY_MS, more);
}

export function days(count: number): LotExpiry {
  return { kind: 'afterDays', days: count };
}

export function idle(count: number): LotExpiry {
  return { kind: 'inactivity', days: count };
}

/** An order that matures with its booking unless it says otherwise. */
export function target(id: string, points: number, more: Partial<Target> = {}): Target {
  const neutral = { maturesAt: 0, expiry: NEVER, debtPolicy: 'debt', reasons: [] } as const;
  return { source: `order:${id}`, points, ...neutral, ...more, reasons: more.reasons ?? [] };
}

export function emptyBooks(): MemberState {
  return emptyState();
}

export function book(
  state: MemberState,
  now: number,
  { id, points, ...more }: { id: string; points: number } & Partial<Target>,
): Booking {
  return bookTarget(state, target(id, points, { maturesAt: now, ...more }), atTime(now));
}

export type Step = (state: MemberState) => Booking;

/** Commands one after the other. @returns the last state with all entries. */
export function play(state: MemberState, ...steps: Step[]): Booking {
  const entries: Entry[] = [];
  let last = state;
  for (const step of steps) {
    const booking = step(last);
    entries.push(...booking.entries);
    last = booking.state;
  }
  return { state: last, entries, openedLots: [] };
}

export function earn(id: string, points: number, day: number, more: Partial<Target> = {}): Step {
  return (state) => bookTarget(state, target(id, points, { maturesAt: day * DAY_MS, ...more }), atDay(day));
}

export function credit(points: number, day: number, expiry: LotExpiry = NEVER): Step {
  return (state) => {
    const result = adjustBalance(state, { points, reason: 'other', source: 'adjust:1', expiry }, atDay(day));
    if (!result.ok) throw new Error(result.rejection.code);
    return result.value;
  };
}

export function reserve(id: string, points: number, day: number): Step {
  return (state) => {
    const result = reservePoints(state, { id, points }, atDay(day));
    if (!result.ok) throw new Error(result.rejection.code);
    return result.value;
  };
}

export function capture(id: string, day: number, unusedPoints = 0): Step {
  return (state) => capturePoints(state, { id, unusedPoints }, atDay(day));
}

export function release(id: string, day: number): Step {
  return (state) => releasePoints(state, { id, reason: 'unused' }, atDay(day));
}

export function restore(
  id: string,
  cumulative: number,
  day: number,
  more: { captured: number; graceDays?: number; expiry?: LotExpiry },
): Step {
  return (state) =>
    restorePoints(state, { id, cumulative, graceDays: 30, expiry: NEVER, ...more }, atDay(day));
}

export function wait(day: number): Step {
  return (state) => passTime(state, atDay(day));
}

/** "earn 100 issued>available" */
export function shape({ entries }: { entries: Entry[] }): string[] {
  return entries.map((entry) => `${entry.kind} ${entry.points} ${entry.from}>${entry.to}`);
}

/** "pending 5, available 100", without what is zero; "nothing". */
export function balancesOf({ state }: { state: MemberState }): string {
  const held = Object.entries(state.balances).filter(([, points]) => points !== 0);
  return held.map(([account, points]) => `${account} ${points}`).join(', ') || 'nothing';
}
